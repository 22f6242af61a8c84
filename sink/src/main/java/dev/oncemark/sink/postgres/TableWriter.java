package dev.oncemark.sink.postgres;

import dev.oncemark.sink.rows.RowBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * Stores a batch's rows of one table. Almost always none of them is there yet, since the offset moves with the rows; so
 * they are tried by one {@code COPY}, which costs half of what {@code INSERT … ON CONFLICT DO NOTHING} does. Where that
 * does not go, the rows go in by the latter, and without those that PostgreSQL refuses.
 */
final class TableWriter {

    private final TableStatements sql;
    private final Connection connection;
    private final RowBatch rows;
    private final int[] order;
    private final List<RejectedRow> rejected;
    private int inserted;
    private int different;

    private TableWriter(TableStatements sql, Connection connection, RowBatch rows, List<RejectedRow> rejected) {
        this.sql = sql;
        this.connection = connection;
        this.rows = rows;
        this.order = rows.byKey();
        this.rejected = rejected;
    }

    /** Stores {@code rows}; adds those that PostgreSQL does not take to {@code rejected}. */
    static ProgressStore.Stored store(Connection connection, RowBatch rows, List<RejectedRow> rejected)
            throws SQLException {
        TableWriter writer = new TableWriter(TableStatements.of(rows.table()), connection, rows, rejected);
        writer.storeAll();
        return new ProgressStore.Stored(rows.table(), writer.inserted, writer.different);
    }

    private void storeAll() throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            BinaryCopy.copy(connection, sql.copy(), rows, order, 0, order.length);
            inserted = order.length;
        } catch (SQLException error) {
            backTo(before, error);
            execute(sql.createIncoming());
            storeNew(0, order.length);
        }
    }

    /** Halves the rows until those that PostgreSQL refuses are alone. */
    private void storeNew(int from, int to) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            insertNew(from, to);
            connection.releaseSavepoint(before);
        } catch (SQLException error) {
            backTo(before, error);
            if (to - from == 1) {
                rejected.add(new RejectedRow(rows.record(order[from]), error));
                return;
            }
            int middle = (from + to) >>> 1;
            storeNew(from, middle);
            storeNew(middle, to);
        }
    }

    private void insertNew(int from, int to) throws SQLException {
        execute(sql.empty());
        BinaryCopy.copy(connection, sql.copyIncoming(), rows, order, from, to);
        int added = execute(sql.insertIncoming());
        if (added < to - from) {
            different += count(sql.countDifferent());
        }
        inserted += added;
    }

    private void backTo(Savepoint before, SQLException error) throws SQLException {
        if (Fault.of(error) != Fault.RECORD) {
            throw error;
        }
        connection.rollback(before);
    }

    private int execute(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            return run.executeUpdate(statement);
        }
    }

    private int count(String query) throws SQLException {
        try (Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
