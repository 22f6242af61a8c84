package dev.oncemark.sink.rows;

import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CourseChangeRow;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.LessonRow;
import java.util.List;

/** The rows of one batch. Used again for the next batch. */
public final class ProgressRows {

    private final RowBatch takeBacks = new RowBatch(CommandRow.TABLE);
    private final RowBatch waivers = new RowBatch(CommandRow.TABLE);
    private final RowBatch lessons = new RowBatch(LessonRow.TABLE);
    private final RowBatch lateLessons = new RowBatch(LessonRow.TABLE);
    private final RowBatch courses = new RowBatch(CourseRow.TABLE);
    private final RowBatch changes = new RowBatch(CourseChangeRow.TABLE);

    private final List<RowBatch> added = List.of(waivers, courses, changes);
    private final List<RowBatch> all = List.of(takeBacks, waivers, lessons, lateLessons, courses, changes);

    /** Commands that took something back: {@code REVOKED} and {@code RESET}. */
    public RowBatch takeBacks() {
        return takeBacks;
    }

    /** Other commands that were carried out; the lessons that they completed are among the others. */
    public RowBatch waivers() {
        return waivers;
    }

    /** Accepted results. Nothing that is stored already can have ended one. */
    public RowBatch lessons() {
        return lessons;
    }

    /** Accepted results that come a second time, or out of their order: stored commands may have ended them. */
    public RowBatch lateLessons() {
        return lateLessons;
    }

    public RowBatch courses() {
        return courses;
    }

    public RowBatch changes() {
        return changes;
    }

    /** The batches of rows that are only ever added, whatever else is there. */
    public List<RowBatch> added() {
        return added;
    }

    /** Forgets every row. */
    public void clear() {
        all.forEach(RowBatch::clear);
    }
}
