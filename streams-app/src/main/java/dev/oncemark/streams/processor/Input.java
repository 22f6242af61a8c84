package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.streams.decision.Decision.Request;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What a task is given, in the order of its partitions' records. */
public sealed interface Input {

    /** Hands this to the method of the task that is for this kind of input. */
    void applyTo(EnrollmentTask task);

    /**
     * A client requests that a lesson be marked complete.
     *
     * @param position the request record's
     * @param traceParent the trace that it belongs to
     */
    record Requested(
            String enrollmentId,
            Request request,
            RecordPosition position,
            @Nullable Header traceParent) implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onRequest(this);
        }
    }

    /**
     * A row of the table of enrollments.
     *
     * @param lsn where it stands in the LMS's log; 0 where that is not said
     * @param snapshot whether it was read by a snapshot, and so is newer than whatever came before
     */
    record EnrollmentRow(
            String enrollmentId, String learnerId, String courseId, boolean active, long lsn, boolean snapshot)
            implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onEnrollmentRow(this);
        }
    }

    /**
     * A row of {@code progress}: the LMS had recorded the lesson as complete.
     *
     * @param completedAt when, milliseconds since 1970
     * @param position the row's record
     * @param traceParent the trace that it belongs to
     */
    record ProgressRow(
            String enrollmentId,
            String lessonId,
            long completedAt,
            RecordPosition position,
            @Nullable Header traceParent)
            implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onProgressRow(this);
        }
    }

    /** A course has this outline from now on, or a part of its former lessons came; the store has it already. */
    record OutlineChanged(CourseOutline outline) implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            if (!outline.isPart()) {
                task.onOutline(outline);
            }
        }
    }
}
