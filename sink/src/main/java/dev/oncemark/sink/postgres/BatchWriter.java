package dev.oncemark.sink.postgres;

import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.sink.postgres.ProgressStore.Stored;
import dev.oncemark.sink.rows.ProgressRows;
import dev.oncemark.sink.rows.RowBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores the rows of one batch. What is stored in the end follows from the set of records alone, however they are cut
 * into batches, in whatever order these come, and however often: an accepted result has ended if there is a command of a
 * greater sequence that took its lesson back, or a later acceptance of the lesson.
 *
 * <p>Commands come first, and end what is stored. Then the lessons: by one {@code COPY}, without a look at commands, except
 * for those of enrollments from which this batch takes something back, and those that come late.
 */
final class BatchWriter {

    private final Connection connection;
    private final ProgressRows batch;
    private final EndedLessons ended;
    private final List<Stored> stored = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();

    BatchWriter(Connection connection, ProgressRows batch) {
        this.connection = connection;
        this.batch = batch;
        this.ended = new EndedLessons(connection);
    }

    void write() throws SQLException {
        if (batch.takeBacks().size() > 0) {
            add(batch.takeBacks());
            ended.end(batch.takeBacks());
        }
        writeLessons();
        writeLate();
        for (RowBatch rows : batch.added()) {
            add(rows);
        }
        if (ended.moved() > 0) {
            stored.add(new Stored(EndedLessonRow.TABLE, ended.moved(), 0));
        }
    }

    private void writeLessons() throws SQLException {
        RowBatch lessons = batch.lessons();
        if (lessons.size() == 0) {
            return;
        }
        TableWriter writer = new TableWriter(connection, lessons, rejected, ended);
        int[] order = lessons.byKey();
        if (batch.takeBacks().size() == 0) {
            writer.store(order);
        } else {
            RowBatch.Split split = lessons.splitByFirst(order, batch.takeBacks());
            writer.store(split.without());
            writer.storeAmongOthers(split.with());
        }
        stored.add(writer.stored());
    }

    private void writeLate() throws SQLException {
        RowBatch late = batch.lateLessons();
        if (late.size() > 0) {
            TableWriter writer = new TableWriter(connection, late, rejected, ended);
            writer.storeAmongOthers(late.byKey());
            stored.add(writer.stored());
        }
    }

    private void add(RowBatch rows) throws SQLException {
        if (rows.size() > 0) {
            TableWriter writer = new TableWriter(connection, rows, rejected, null);
            writer.store(rows.byKey());
            stored.add(writer.stored());
        }
    }

    List<Stored> stored() {
        return stored;
    }

    /** The rows that PostgreSQL does not take. */
    List<RejectedRow> rejected() {
        return rejected;
    }
}
