package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.streams.decision.Request;

/** What a task is told, in the order of its partitions' records. */
public sealed interface Input {

    /** A client asks for a lesson to be marked complete. */
    record Asked(String enrollmentId, Request request, Source source) implements Input {}

    /**
     * A row of the table of enrollments.
     *
     * @param lsn where it stands in the LMS's log; 0 where that is not said
     * @param snapshot whether it was read by a snapshot, and so is newer than whatever came before
     */
    record EnrollmentRow(
            String enrollmentId, String learnerId, String courseId, boolean active, long lsn, boolean snapshot)
            implements Input {}

    /** A row of {@code progress}: the LMS had recorded the lesson as complete at {@code completedAt}, ms since 1970. */
    record ProgressRow(String enrollmentId, String lessonId, long completedAt, Source source) implements Input {}

    /** A course has this outline from now on. */
    record OutlineChanged(CourseOutline outline) implements Input {}
}
