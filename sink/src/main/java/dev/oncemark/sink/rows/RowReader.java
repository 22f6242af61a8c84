package dev.oncemark.sink.rows;

import dev.oncemark.schema.Column;
import dev.oncemark.schema.Column.IfAbsent;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.Table;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads the JSON of one record straight into a row, without an object for it: the values that the contract's serde
 * would give, at a fraction of the cost. Fields it does not know are passed over. Not safe for use by several threads.
 */
public final class RowReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private static final int DECIDED_AT = LessonRow.TABLE.columns().indexOf(LessonRow.DECIDED_AT);

    /** In place of a column: the fields of the table's filter. */
    private static final int FILTER = -1;

    private static final int ALSO = -2;

    private final Table table;
    private final Map<String, Integer> columns = new HashMap<>();
    private final IfAbsent[] absent;
    private final RowBuffer values;

    public RowReader(Table table) {
        this.table = table;
        this.values = new RowBuffer(table.columns().size());
        columns.put(table.filter().field(), FILTER);
        columns.put(table.filter().alsoWith(), ALSO);
        for (int column = 0; column < table.columns().size(); column++) {
            columns.put(table.columns().get(column).field(), column);
        }
        columns.remove("");
        this.absent = table.columns().stream().map(Column::ifAbsent).toArray(IfAbsent[]::new);
    }

    /**
     * Reads a record. If it is a row, {@link #addTo} adds it.
     *
     * @throws UnreadableRecordException if the bytes are not what the contract says
     */
    public Found read(byte @Nullable [] json) throws UnreadableRecordException {
        if (json == null) {
            throw new UnreadableRecordException("there is no value");
        }
        Found found;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            found = readFields(parser);
        } catch (JacksonException unreadable) {
            throw new UnreadableRecordException("the value is not JSON: " + unreadable.getOriginalMessage());
        }
        if (found.isRow()) {
            completeFields();
        }
        return found;
    }

    /**
     * Adds the row that was read.
     *
     * @param record a number by which {@code rows} remembers where the row came from
     */
    public void addTo(RowBatch rows, int record) {
        rows.add(record, values);
    }

    /** When the result that was read was decided, in milliseconds since 1970. */
    public long decidedAt() {
        return Times.milli(values.bigint(DECIDED_AT));
    }

    private Found readFields(JsonParser parser) throws UnreadableRecordException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableRecordException("the value is not a JSON object");
        }
        values.clear();
        @Nullable Found found = table.filter().field().isEmpty() ? Found.ROW : null;
        boolean also = false;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            Integer column = columns.get(field);
            if (column == null) {
                parser.skipChildren();
            } else if (column >= 0) {
                readValue(parser, token, column);
            } else if (column == FILTER) {
                found = token == JsonToken.VALUE_STRING ? found(parser.getString()) : null;
            } else {
                also = token != JsonToken.VALUE_NULL;
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new UnreadableRecordException("the value goes on after its end");
        }
        if (found == null) {
            throw new UnreadableRecordException(table.filter().field() + " is missing");
        }
        return also && found == Found.ROW ? Found.ROW_AND_ANOTHER : found;
    }

    private Found found(String value) {
        if (table.filter().stored().equals(value)) {
            return Found.ROW;
        }
        return table.filter().others().contains(value) ? Found.ANOTHER : Found.NONE;
    }

    private void readValue(JsonParser parser, JsonToken token, int column) throws UnreadableRecordException {
        boolean number = token == JsonToken.VALUE_NUMBER_INT;
        boolean text = token == JsonToken.VALUE_STRING;
        boolean read = switch (table.columns().get(column).type()) {
            case BIGINT -> number && putLong(parser, column);
            case INTEGER -> number && putInt(parser, column);
            case TEXT -> text && putText(parser, column);
            case UUID -> text && putUuid(parser, column);
            case TIMESTAMPTZ -> text && putTime(parser, column);
            case TEXT_ARRAY -> token == JsonToken.START_ARRAY && putTexts(parser, column);
        };
        if (token == JsonToken.VALUE_NULL) {
            values.putNull(column);
        } else if (!read) {
            Column wrong = table.columns().get(column);
            throw new UnreadableRecordException(wrong.field() + " is no " + wrong.type());
        }
    }

    private boolean putLong(JsonParser parser, int column) {
        values.putLong(column, parser.getLongValue());
        return true;
    }

    private boolean putInt(JsonParser parser, int column) {
        values.putInt(column, parser.getIntValue());
        return true;
    }

    private boolean putText(JsonParser parser, int column) {
        return values.putText(column, parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    private boolean putUuid(JsonParser parser, int column) {
        char[] text = parser.getStringCharacters();
        int at = parser.getStringOffset();
        if (!UuidText.isUuid(text, at, parser.getStringLength())) {
            return false;
        }
        values.putUuid(column, UuidText.most(text, at), UuidText.least(text, at));
        return true;
    }

    private boolean putTime(JsonParser parser, int column) {
        try {
            values.putLong(
                    column,
                    Times.micros(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength()));
            return true;
        } catch (DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }

    private boolean putTexts(JsonParser parser, int column) {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(parser.getString());
        }
        return parser.currentToken() == JsonToken.END_ARRAY && values.putTexts(column, texts);
    }

    private void completeFields() throws UnreadableRecordException {
        boolean derived = false;
        for (int column = 0; column < absent.length; column++) {
            if (values.isNull(column)) {
                switch (absent[column]) {
                    case NULL -> {}
                    case ONE -> values.putInt(column, 1);
                    case DERIVED -> derived = true;
                    case UNREADABLE ->
                        throw new UnreadableRecordException(
                                table.columns().get(column).field() + " is missing");
                }
            }
        }
        if (derived) {
            EventIds.put(values);
        }
    }
}
