package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.Ids;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row of the LMS as the connector writes it, read with the few fields that matter here. */
record LmsRow(JsonNode fields) {

    /** The row, or null if the value is none. */
    static @Nullable LmsRow read(byte[] value) {
        try {
            JsonNode fields = LMS_ENROLLMENTS.serde().read("rows", value);
            return fields.isObject() ? new LmsRow(fields) : null;
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    String table() {
        return text("__table");
    }

    boolean isDeleted() {
        return text("__deleted").equals("true") || text("__op").equals("d");
    }

    boolean isOfSnapshot() {
        String mark = text("__source_snapshot");
        return !(mark.isEmpty() || mark.equals("false")) || text("__op").equals("r");
    }

    /** Where the change stands in the LMS's log; 0 where that is not said. */
    long lsn() {
        JsonNode lsn = fields.path("__source_lsn");
        return lsn.isIntegralNumber() ? Math.max(0, lsn.longValue()) : 0;
    }

    /** The column's boolean; {@code otherwise} where it is none. */
    boolean flag(String column, boolean otherwise) {
        JsonNode flag = fields.path(column);
        return flag.isBoolean() ? flag.booleanValue() : otherwise;
    }

    boolean isFlag(String column) {
        return fields.path(column).isBoolean();
    }

    /** The column as text; empty where it is missing or null. */
    String text(String column) {
        JsonNode value = fields.path(column);
        return value.isMissingNode() || value.isNull() || !value.isValueNode() ? "" : value.asString();
    }

    /** Whether there is no such column, or nothing in it. */
    boolean isNull(String column) {
        return fields.path(column).isMissingNode() || fields.path(column).isNull();
    }

    /** Whether the column has what cannot be an id; nothing in it is none. */
    boolean hasNoId(String column) {
        return !isNull(column) && Ids.problem(text(column)) != null;
    }

    /** When the platform wrote or read the row, or null where that is not said. */
    @Nullable
    Instant writtenAt() {
        long millis = fields.path("__source_ts_ms").asLong(0);
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }

    /** The column's time, to the millisecond, or null if it is none. */
    @Nullable
    Instant time(String column) {
        try {
            return Instant.ofEpochMilli(
                    OffsetDateTime.parse(text(column)).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }
}
