package dev.oncemark.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connector's replication slot.
 *
 * @param lagBytes of the log that the connector has not confirmed; null where the slot has no place in it
 * @param walStatus {@code reserved} and {@code extended} are good, {@code unreserved} and {@code lost} are not
 */
public record Slot(
        String name,
        String database,
        boolean active,
        @Nullable Long lagBytes,
        String walStatus) {

    private static final String SLOT = """
            SELECT slot_name, coalesce(database, ''), active, coalesce(wal_status, 'lost'),
                pg_wal_lsn_diff(
                    CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
                    confirmed_flush_lsn)::bigint
            FROM pg_replication_slots WHERE slot_name = ?
            """;

    /** Null if the server has no slot of that name, in whichever database. */
    static @Nullable Slot read(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOT)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? of(row) : null;
            }
        }
    }

    private static Slot of(ResultSet row) throws SQLException {
        long lag = row.getLong(5);
        Long lagBytes = row.wasNull() ? null : lag;
        return new Slot(row.getString(1), row.getString(2), row.getBoolean(3), lagBytes, row.getString(4));
    }

    static List<Problem> problems(@Nullable Slot slot, String name, String database) {
        if (slot == null) {
            return List.of(new Problem(
                    Check.SLOT_MISSING,
                    name,
                    "the server has no such replication slot: changes of the platform are being missed"));
        }
        return slot.problems(database);
    }

    private List<Problem> problems(String expected) {
        List<Problem> problems = new ArrayList<>();
        if (!database.equals(expected)) {
            problems.add(new Problem(
                    Check.SLOT_MISSING,
                    name,
                    "the replication slot is of database %s, not of %s".formatted(database, expected)));
        }
        if (walStatus.equals("lost")) {
            problems.add(new Problem(
                    Check.SLOT_LOST,
                    name,
                    "PostgreSQL has removed a part of the log that the connector had not read:"
                            + " drop the slot and take a snapshot again"));
        } else if (walStatus.equals("unreserved")) {
            problems.add(new Problem(
                    Check.SLOT_UNRESERVED,
                    name,
                    "the connector is so far behind that PostgreSQL removes what it has not read at the next checkpoint:"
                            + " raise max_slot_wal_keep_size now"));
        }
        if (!active) {
            problems.add(new Problem(Check.SLOT_INACTIVE, name, "no connector reads from the replication slot"));
        }
        return problems;
    }
}
