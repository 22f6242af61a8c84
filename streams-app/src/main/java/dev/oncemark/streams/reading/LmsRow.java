package dev.oncemark.streams.reading;

import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topics;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of the LMS as Debezium writes it, flattened: the columns by name, and where the row comes from in fields that
 * begin with two underscores. Which table of which platform that was is the connector's configuration.
 */
public record LmsRow(JsonNode fields) {

    /** @throws SerializationException if the value is not a JSON object */
    public static LmsRow read(String topic, byte[] value) {
        JsonNode fields = Topics.LMS_COURSES.serde().read(topic, value);
        if (!fields.isObject()) {
            throw new SerializationException("a row is not a JSON object");
        }
        return new LmsRow(fields);
    }

    /** The table's name, without its schema. */
    public String table() {
        return text("__table");
    }

    /** Identity of the row on the platform, whatever its columns say; null in rows of earlier versions. */
    public @Nullable String identity() {
        return optionalText("__row");
    }

    /** What the connector could not read of the row, in a sentence; null where it read everything. */
    public @Nullable String unreadable() {
        return optionalText("__unreadable");
    }

    /** What the connector could not read of the row, and the row counts without; in a sentence, or null. */
    public @Nullable String leftOut() {
        return optionalText("__left_out");
    }

    /** Whether the row says nothing of itself: only its place in a snapshot or transaction counts. */
    public boolean isSkipped() {
        return "true".equals(optionalText("__skipped"));
    }

    /** Whether the whole table was emptied: there are no columns. */
    public boolean isTruncation() {
        return "t".equals(optionalText("__op"));
    }

    /** Whether the row is gone; its fields are as they last were. */
    public boolean isDeleted() {
        return "true".equals(optionalText("__deleted")) || "d".equals(optionalText("__op"));
    }

    /** What this row is in a snapshot, such as {@code first}, {@code true} or {@code last}; null outside of one. */
    public @Nullable String snapshotMark() {
        String mark = optionalText("__source_snapshot");
        return mark == null || mark.equals("false") ? null : mark;
    }

    /** Whether a snapshot read it: it is then what the table held, not a change. */
    public boolean isOfSnapshot() {
        return snapshotMark() != null || "r".equals(optionalText("__op"));
    }

    /** Where the change stands in the LMS's log; 0 where that is not said. */
    public long lsn() {
        JsonNode lsn = fields.get("__source_lsn");
        return lsn == null || !lsn.isIntegralNumber() ? 0 : Math.max(0, lsn.longValue());
    }

    /**
     * When the platform wrote or read the row, milliseconds since 1970: nothing in it can have happened later. As late as
     * can be where that is not said.
     */
    public long writtenBefore() {
        JsonNode time = fields.get("__source_ts_ms");
        return time == null || !time.isIntegralNumber() || time.longValue() <= 0 ? Long.MAX_VALUE : time.longValue();
    }

    /** The transaction that made the change, or null where that is not said. */
    public @Nullable String transaction() {
        String id = optionalText("__transaction_id");
        return id == null ? null : transaction(id);
    }

    /** Debezium's ids are the transaction's number and a log position that differs from event to event. */
    public static String transaction(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    /** @throws IllegalArgumentException if there is no such column, or what is in it cannot be an id */
    public String id(String column) {
        return Ids.require("column " + column, optionalText(column));
    }

    /** @throws SerializationException if there is no such column, or it is null */
    public String text(String column) {
        String text = optionalText(column);
        if (text == null) {
            throw new SerializationException("column " + column + " is missing");
        }
        return text;
    }

    /** @throws SerializationException if there is no such column, or it is no boolean */
    public boolean flag(String column) {
        JsonNode flag = fields.get(column);
        if (flag == null || !flag.isBoolean()) {
            throw new SerializationException("column " + column + " is not a boolean");
        }
        return flag.booleanValue();
    }

    /** A number, or {@code otherwise} where the column is missing or null. */
    public double number(String column, double otherwise) {
        JsonNode number = fields.get(column);
        return number == null || !number.isNumber() ? otherwise : number.doubleValue();
    }

    /**
     * A time in milliseconds since 1970.
     *
     * @throws SerializationException if there is no such column, or it is no time in RFC 3339 that they can count
     */
    public long millis(String column) {
        String text = text(column);
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new SerializationException("column " + column + " is not a time with an offset", unreadable);
        }
    }

    /** Whether there is no such column, or nothing in it. */
    public boolean isNull(String column) {
        JsonNode value = fields.get(column);
        return value == null || value.isNull();
    }

    public @Nullable String optionalText(String column) {
        JsonNode value = fields.get(column);
        return value == null || value.isNull() || !value.isValueNode() ? null : value.asString();
    }
}
