package dev.oncemark.connect.row;

import java.time.Instant;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Where a change stands in the platform's log: Debezium's block {@code source}. */
record Source(Struct fields) {

    private static final int LAST_OF_SECOND = 999;

    /** {@code schema.table} for PostgreSQL, {@code database.table} for MySQL and MariaDB. */
    String table() {
        String schema = text("schema");
        return (schema == null ? text("db") : schema) + "." + text("table");
    }

    /** What the row is in a snapshot, such as {@code first} or {@code last}; {@code false} outside of one. */
    @Nullable
    String snapshot() {
        return text("snapshot");
    }

    @Nullable
    Long millis() {
        return number("ts_ms");
    }

    /** The latest time at which the row can have been written. Logs of MySQL and MariaDB have whole seconds. */
    @Nullable
    Instant written() {
        Long millis = millis();
        if (millis == null) {
            return null;
        }
        boolean wholeSeconds = millis % 1_000 == 0 && fields.schema().field("file") != null;
        return Instant.ofEpochMilli(wholeSeconds ? millis + LAST_OF_SECOND : millis);
    }

    @Nullable
    String text(String field) {
        Object value = value(field);
        return value == null ? null : value.toString();
    }

    @Nullable
    Long number(String field) {
        return value(field) instanceof Number number ? (Long) number.longValue() : null;
    }

    private @Nullable Object value(String field) {
        return fields.schema().field(field) == null ? null : fields.getWithoutDefault(field);
    }
}
