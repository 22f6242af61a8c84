package dev.oncemark.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A column and the JSON field that fills it.
 *
 * @param required whether a record without the field is unreadable; otherwise the column is null
 */
public record Column(String name, String field, Type type, boolean required) {

    /** How a value is written in JSON and in PostgreSQL's binary form. */
    public enum Type {
        /** A string; {@code text}. */
        TEXT,
        /** A string of 36 characters; {@code uuid}. */
        UUID,
        /** A whole number; {@code bigint}. */
        BIGINT,
        /** A whole number; {@code integer}. */
        INTEGER,
        /** RFC 3339 text; {@code timestamptz}, whole microseconds. */
        TIMESTAMPTZ
    }

    static Column required(String name, String field, Type type) {
        return new Column(name, field, type, true);
    }

    static Column optional(String name, String field, Type type) {
        return new Column(name, field, type, false);
    }

    String text(ResultSet row) throws SQLException {
        return row.getString(name);
    }

    java.util.UUID uuid(ResultSet row) throws SQLException {
        return row.getObject(name, java.util.UUID.class);
    }

    int integer(ResultSet row) throws SQLException {
        return row.getInt(name);
    }

    long bigint(ResultSet row) throws SQLException {
        return row.getLong(name);
    }

    @Nullable
    Long optionalBigint(ResultSet row) throws SQLException {
        long value = row.getLong(name);
        return row.wasNull() ? null : value;
    }

    Instant time(ResultSet row) throws SQLException {
        return row.getObject(name, OffsetDateTime.class).toInstant();
    }
}
