package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.reading.Unreadable;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What a task is given, in the order of its partitions' records. */
public sealed interface Input {

    /** Hands this to the method of the task that is for this kind of input. */
    void applyTo(EnrollmentTask task);

    /**
     * A client requests that a lesson be marked complete, or gives a command.
     *
     * @param position the request record's
     * @param statedAt when it happened, as the client says, where that cannot be true; milliseconds since 1970. Nothing is
     *     decided by it
     * @param traceParent the trace that it belongs to
     */
    record Requested(
            String enrollmentId,
            Request request,
            RecordPosition position,
            @Nullable Long statedAt,
            @Nullable Header traceParent)
            implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onRequest(this);
        }

        /** Whether it is decided after everything that came before it, and before everything behind it. */
        boolean isCommand() {
            return request.isCommand();
        }
    }

    /**
     * A row of the table of enrollments.
     *
     * @param learnerId null where the row names none, and so does not count yet; {@code courseId} likewise
     * @param endedAt since when the enrollment is not active, milliseconds since 1970; null where the row does not say it
     * @param lsn where it stands in the LMS's log; 0 where that is not said
     * @param snapshot whether it was read by a snapshot, and so is newer than whatever came before
     */
    record EnrollmentRow(
            String enrollmentId,
            @Nullable String learnerId,
            @Nullable String courseId,
            boolean active,
            @Nullable Long endedAt,
            long lsn,
            boolean snapshot)
            implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onEnrollmentRow(this);
        }
    }

    /** A row that was read but for columns without which it counts: the record is among the dead letters, too. */
    record LeftOut(EnrollmentRow row, String why) implements Input, Unreadable {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onEnrollmentRow(row);
        }
    }

    /**
     * A row of {@code progress}: the LMS had recorded the lesson as complete.
     *
     * @param completedAt when, milliseconds since 1970
     * @param row the row's identity on the platform, or null
     * @param position the row's record
     * @param traceParent the trace that it belongs to
     */
    record ProgressRow(
            String enrollmentId,
            String lessonId,
            long completedAt,
            @Nullable String row,
            RecordPosition position,
            @Nullable Header traceParent)
            implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onProgressRow(this);
        }

        /** The row, completed at {@code now} where it says that it will be. */
        ProgressRow notAfter(long now) {
            return completedAt <= now ? this : new ProgressRow(enrollmentId, lessonId, now, row, position, traceParent);
        }
    }

    /** A row of {@code progress} is not there any more, or does not say that its lesson is complete. */
    record ProgressGone(String enrollmentId, RowIdentity identity) implements Input {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onProgressGone(this);
        }
    }

    /**
     * A row of the enrollment could not be read: what it says is not known.
     *
     * @param position the row's record
     */
    record UnreadableRow(String enrollmentId, RowIdentity identity, RecordPosition position, String why)
            implements Input, Unreadable {
        @Override
        public void applyTo(EnrollmentTask task) {
            task.onUnreadableRow(this);
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
