package dev.oncemark.sink.postgres;

import dev.oncemark.sink.rows.RowBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores a batch's rows of one table. Almost always none of them is there yet, since the offset moves with the rows; so
 * they are tried by one {@code COPY}, which costs half of what {@code INSERT … ON CONFLICT DO NOTHING} does. Where that
 * does not go, the rows go in by the latter, and without those that PostgreSQL refuses.
 */
final class TableWriter {

    private final TableStatements sql;
    private final Connection connection;
    private final RowBatch rows;
    private final List<RejectedRow> rejected;
    private final @Nullable EndedLessons ended;
    private int[] order = {};
    private int inserted;
    private int different;

    /**
     * @param rejected to which those rows are added that PostgreSQL does not take
     * @param ended where rows go that have ended; null of a table whose rows never do
     */
    TableWriter(Connection connection, RowBatch rows, List<RejectedRow> rejected, @Nullable EndedLessons ended) {
        this.sql = TableStatements.of(rows.table());
        this.connection = connection;
        this.rows = rows;
        this.rejected = rejected;
        this.ended = ended;
    }

    /** Stores rows that are most likely new. */
    void store(int[] ordered) throws SQLException {
        if (ordered.length == 0) {
            return;
        }
        order = ordered;
        Savepoint before = connection.setSavepoint();
        try {
            BinaryCopy.copy(connection, sql.copy(), rows, order, 0, order.length);
            inserted += order.length;
        } catch (SQLException error) {
            backTo(before, error);
            storeAmongOthers(ordered);
        }
    }

    /** Stores rows that may be there already, or have ended. */
    void storeAmongOthers(int[] ordered) throws SQLException {
        order = ordered;
        if (order.length > 0) {
            execute(sql.createIncoming());
            storeNew(0, order.length);
        }
    }

    /** What became of all rows. */
    ProgressStore.Stored stored() {
        return new ProgressStore.Stored(rows.table(), inserted, different);
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
        EndedLessons.Taken taken = ended == null ? EndedLessons.NONE : ended.takeFromIncoming();
        int added = execute(sql.insertIncoming());
        int differing = added + taken.rows() < to - from ? count(sql.countDifferent()) : 0;
        if (ended != null) {
            ended.moved(taken.moved());
        }
        inserted += added;
        different += differing + taken.different();
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
