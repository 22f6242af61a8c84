package dev.oncemark.streams.catalog;

import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A section as its rows say, and the lessons that are or were in it, whether the section is known yet or not. */
final class SectionEntry {

    /**
     * The section's own row.
     *
     * @param courseId where it is or was last, null where it never was in a course
     * @param present whether the LMS has it
     * @param lsn where its latest change stands in the LMS's log
     * @param seen the reading of the table that saw it last
     * @param row its identity on the platform, where that is known
     */
    record SectionRow(
            @Nullable String courseId,
            boolean present,
            long lsn,
            @Nullable Long seen,
            @Nullable String row) {
        static final SectionRow NONE = new SectionRow(null, false, 0, null, null);

        /** The course that its lessons are in, or null where they are in none. */
        @Nullable
        String course() {
            return present ? courseId : null;
        }
    }

    private SectionRow row = SectionRow.NONE;
    private final Map<String, LessonRow> lessons = new HashMap<>();

    SectionRow row() {
        return row;
    }

    void row(SectionRow latest) {
        row = latest;
    }

    Map<String, LessonRow> lessons() {
        return lessons;
    }

    /** Whether lessons came for it, and it did not yet. */
    boolean isAwaited() {
        return row.equals(SectionRow.NONE) && lessons.values().stream().anyMatch(LessonRow::present);
    }
}
