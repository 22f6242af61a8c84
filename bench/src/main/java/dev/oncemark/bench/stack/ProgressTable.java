package dev.oncemark.bench.stack;

import dev.oncemark.localstack.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** The table that the sink fills, emptied, looked at and copied from outside. */
final class ProgressTable implements AutoCloseable {

    private static final String TABLE = "progress.lesson_progress";

    private final Postgres postgres;
    private final Connection connection;

    ProgressTable(Postgres postgres) throws SQLException {
        this.postgres = postgres;
        this.connection = postgres.connect("postgres");
    }

    /** As it was when the sink created it, with nothing left to write to disk. */
    void empty() throws SQLException {
        execute("TRUNCATE " + TABLE + ", progress.sink_offset");
        execute("CHECKPOINT");
    }

    boolean exists() {
        try {
            return number("SELECT count(to_regclass('progress.sink_offset'))") == 1;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    long rows() throws SQLException {
        return number("SELECT count(*) FROM " + TABLE);
    }

    /** How far the sink is, in records and transactions' marks. */
    long next() {
        try {
            return number("SELECT coalesce(sum(next), 0)::bigint FROM progress.sink_offset"
                    + " WHERE topic = 'completion-results'");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * Writes the table's rows to files in {@code COPY}'s binary form, in the order in which they are stored.
     *
     * @param from the number of the first row's request, counted from 0
     * @param share every so many partitions, from {@code first} on
     */
    void export(Path file, long from, long to, int first, int share) throws SQLException, IOException {
        String query =
                "COPY (SELECT * FROM %s WHERE in_offset >= %d AND in_offset < %d AND in_partition %% %d = %d) TO STDOUT (FORMAT binary)"
                        .formatted(TABLE, from, to, share, first);
        try (OutputStream out = Files.newOutputStream(file)) {
            long unused = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query, out);
        }
    }

    /** {@code COPY} of a file, by a connection of its own. */
    void copy(Path file) throws SQLException, IOException {
        try (Connection own = postgres.connect("oncemark_sink");
                InputStream in = Files.newInputStream(file)) {
            long unused = own.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(TABLE), in, 1 << 16);
        }
    }

    private void execute(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
