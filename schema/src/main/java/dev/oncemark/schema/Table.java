package dev.oncemark.schema;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of schema {@code progress} that records become rows of.
 *
 * @param keyColumns how many columns, from the first, are the primary key; all of them text
 * @param filter which records become rows
 */
public record Table(String name, int keyColumns, List<Column> columns, Filter filter) {

    /** Every record becomes a row. */
    static final Filter EVERY = new Filter("", "");

    /**
     * Which records become rows, by the value of one field.
     *
     * @param field the field that says it, or empty where every record becomes a row
     * @param stored the value of records that become rows. Any other value, also one that this version does not know, is
     *     taken for a rejection (contracts/README.md)
     */
    public record Filter(String field, String stored) {}

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
                Object value = values[at];
                statement.setObject(at + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
            }
            statement.executeUpdate();
        }
    }
}
