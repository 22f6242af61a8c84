package dev.oncemark.sink.rows;

import dev.oncemark.schema.Column;
import dev.oncemark.schema.Column.IfAbsent;
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

    private final Table table;
    private final Map<String, Integer> columns = new HashMap<>();
    private final IfAbsent[] absent;
    private final RowBuffer values;

    public RowReader(Table table) {
        this.table = table;
        this.values = new RowBuffer(table.columns().size());
        for (int column = 0; column < table.columns().size(); column++) {
            columns.put(table.columns().get(column).field(), column);
        }
        this.absent = table.columns().stream().map(Column::ifAbsent).toArray(IfAbsent[]::new);
    }

    /**
     * Adds the row that the record is, if it is one.
     *
     * @param record a number by which {@code rows} remembers where the row came from
     * @return whether it is: false for a result that accepted nothing
     * @throws UnreadableRecordException if the bytes are not what the contract says; {@code rows} is unchanged
     */
    public boolean read(byte @Nullable [] json, int record, RowBatch rows) throws UnreadableRecordException {
        if (json == null) {
            throw new UnreadableRecordException("there is no value");
        }
        boolean stored;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            stored = readFields(parser);
        } catch (JacksonException unreadable) {
            throw new UnreadableRecordException("the value is not JSON: " + unreadable.getOriginalMessage());
        }
        if (stored) {
            completeFields();
            rows.add(record, values);
        }
        return stored;
    }

    private boolean readFields(JsonParser parser) throws UnreadableRecordException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableRecordException("the value is not a JSON object");
        }
        values.clear();
        Boolean stored = table.filter().field().isEmpty() ? Boolean.TRUE : null;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            Integer column = columns.get(field);
            if (column != null) {
                readValue(parser, token, column);
            } else if (field.equals(table.filter().field())) {
                stored = token == JsonToken.VALUE_STRING
                        ? table.filter().stored().equals(parser.getString())
                        : null;
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new UnreadableRecordException("the value goes on after its end");
        }
        if (stored == null) {
            throw new UnreadableRecordException(table.filter().field() + " is missing");
        }
        return stored;
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
        for (int column = 0; column < absent.length; column++) {
            if (values.isNull(column)) {
                switch (absent[column]) {
                    case NULL -> {}
                    case ONE -> values.putInt(column, 1);
                    case UNREADABLE ->
                        throw new UnreadableRecordException(
                                table.columns().get(column).field() + " is missing");
                }
            }
        }
    }
}
