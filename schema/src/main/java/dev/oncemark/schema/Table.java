package dev.oncemark.schema;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of schema {@code progress} that records become rows of.
 *
 * @param keyColumns how many columns, from the first, are the primary key: text, ids, and numbers that are never negative,
 *     so that their bytes in PostgreSQL's binary form are in the keys' order
 * @param filter which records become rows
 */
public record Table(String name, int keyColumns, List<Column> columns, Filter filter) {

    /** Every record becomes a row. */
    static final Filter EVERY = new Filter("", "", Set.of(), "");

    /**
     * Which records become rows, by the value of one field.
     *
     * @param field the field that says it, or empty where every record becomes a row
     * @param stored the value of records that become rows. Any other value, also one that this version does not know, is
     *     taken for a rejection (contracts/README.md)
     * @param others the values of records that become rows of another table instead
     * @param alsoWith the field of records that, where they become rows, become rows of another table as well; empty where
     *     none do
     */
    public record Filter(String field, String stored, Set<String> others, String alsoWith) {}

    /** With its schema. */
    public String qualifiedName() {
        return "progress." + name;
    }

    /** The columns' names in order, separated by commas. */
    public String columnNames() {
        return columns.stream().map(Column::name).collect(joining(", "));
    }

    /** {@code SELECT} of every column, up to and including the table's name. */
    public String select() {
        return "SELECT " + columnNames() + " FROM " + qualifiedName();
    }

    /** Inserts one row; the values are in the order of the columns. */
    void insert(Connection connection, @Nullable Object... values) throws SQLException {
        String places = columns.stream().map(column -> "?").collect(joining(", "));
        String sql = "INSERT INTO %s (%s) VALUES (%s)".formatted(qualifiedName(), columnNames(), places);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, parameter(connection, values[at]));
            }
            statement.executeUpdate();
        }
    }

    private static @Nullable Object parameter(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof Instant time) {
            return time.atOffset(ZoneOffset.UTC);
        }
        return value instanceof List<?> texts ? connection.createArrayOf("text", texts.toArray()) : value;
    }
}
