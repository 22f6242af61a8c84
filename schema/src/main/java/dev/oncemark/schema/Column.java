package dev.oncemark.schema;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column and the JSON field that fills it.
 *
 * @param field empty where no field does
 */
public record Column(String name, String field, Type type, IfAbsent ifAbsent) {

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
        TIMESTAMPTZ,
        /** A list of strings; {@code text[]}. */
        TEXT_ARRAY
    }

    /** What a record without the field is. */
    public enum IfAbsent {
        /** Unreadable. */
        UNREADABLE,
        /** A row in which the column is null. */
        NULL,
        /** A row in which the column is 1, as the contract says of it. */
        ONE,
        /** A row: no record has it, the value follows from other columns. */
        DERIVED
    }

    static Column required(String name, String field, Type type) {
        return new Column(name, field, type, IfAbsent.UNREADABLE);
    }

    static Column optional(String name, String field, Type type) {
        return new Column(name, field, type, IfAbsent.NULL);
    }

    /** An {@code integer} that counts from 1, which an absent field means. */
    static Column counted(String name, String field) {
        return new Column(name, field, Type.INTEGER, IfAbsent.ONE);
    }

    /** Not null, and written in no field. */
    static Column derived(String name, Type type) {
        return new Column(name, "", type, IfAbsent.DERIVED);
    }

    String text(ResultSet row) throws SQLException {
        return row.getString(name);
    }

    @Nullable
    String optionalText(ResultSet row) throws SQLException {
        return row.getString(name);
    }

    /** The constant of this name; {@code unknown} if there is none, null if the column is null. */
    <E extends Enum<E>> @Nullable E constant(ResultSet row, E unknown) throws SQLException {
        String text = row.getString(name);
        return text == null ? null : constant(text, unknown);
    }

    private static <E extends Enum<E>> E constant(String text, E unknown) {
        for (E constant : unknown.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        return unknown;
    }

    @Nullable
    List<String> texts(ResultSet row) throws SQLException {
        Array array = row.getArray(name);
        return array == null ? null : List.of((String[]) array.getArray());
    }

    java.util.UUID uuid(ResultSet row) throws SQLException {
        return row.getObject(name, java.util.UUID.class);
    }

    java.util.@Nullable UUID optionalUuid(ResultSet row) throws SQLException {
        return row.getObject(name, java.util.UUID.class);
    }

    int integer(ResultSet row) throws SQLException {
        return row.getInt(name);
    }

    @Nullable
    Integer optionalInteger(ResultSet row) throws SQLException {
        int value = row.getInt(name);
        return row.wasNull() ? null : value;
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

    @Nullable
    Instant optionalTime(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject(name, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
