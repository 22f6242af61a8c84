package dev.oncemark.verify.check;

import dev.oncemark.verify.check.Entries.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the LMS says of one enrollment, over time. The topics do not say between which two results a row became known, only
 * that rows become known in their order: so each result has to agree with a row that is not before that of the result
 * before.
 */
final class EnrollmentTimeline {

    /**
     * The enrollment as a row has it.
     *
     * @param endedAt since when it is not active, as the row says; null where it does not say it
     * @param since when the row came, milliseconds since 1970
     */
    record State(
            String learner,
            String course,
            boolean active,
            @Nullable Instant endedAt,
            long since) {

        /**
         * Whether a completion of that time is taken. The API took it then: what it took before the end happened before.
         *
         * @param late how long after the end such ones are taken
         */
        boolean takes(Instant occurredAt, Instant receivedAt, Duration late) {
            return active
                    || (endedAt != null
                            && !late.isZero()
                            && occurredAt.isBefore(endedAt)
                            && Duration.between(endedAt, receivedAt).compareTo(late) <= 0);
        }
    }

    /**
     * A lesson that the LMS had recorded as complete.
     *
     * @param completedAt when, as it says
     * @param writtenAt when it wrote the row: nothing in it can have happened later; null where that is not said
     * @param since when the row came, milliseconds since 1970
     */
    record Progress(
            String lesson, Instant completedAt, @Nullable Instant writtenAt, long since) {

        /** Whether an import can be of that time: it is never in the future of the row, nor of its decision. */
        boolean canBeOf(Instant time, Instant decidedAt, Rules rules) {
            Instant said = writtenAt != null && writtenAt.isBefore(completedAt) ? writtenAt : completedAt;
            boolean wasAhead = said.toEpochMilli() > since - rules.clocks().toMillis();
            return !time.isAfter(decidedAt)
                    && (time.equals(said) || time.equals(completedAt) || (wasAhead && time.isBefore(said)));
        }
    }

    /** What the clocks of the platform's apps and its database may differ by. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final List<State> states = new ArrayList<>();
    private final Map<Long, Progress> progress = new HashMap<>();
    private final UnreadableRows unreadable = new UnreadableRows();
    private long version;
    private int at;

    /** Adds a row; one that is older than what is known says nothing, since the connector may deliver it again. */
    void add(Row entry) {
        LmsRow row = LmsRow.read(entry.value());
        if (row == null) {
            return;
        }
        if (row.table().equals("progress")) {
            progress(entry, row);
        } else if (row.table().equals("enrollment")) {
            enrollment(entry, row);
        }
    }

    private void progress(Row entry, LmsRow row) {
        Instant completedAt = row.time("completed_at");
        boolean isEmpty = row.isNull("lesson_id") || row.isNull("completed_at");
        boolean isUnreadable = !row.isNull("__unreadable")
                || row.hasNoId("enrollment_id")
                || (!isEmpty && (row.hasNoId("lesson_id") || completedAt == null));
        String byLesson = "lesson " + row.text("lesson_id");
        String name = row.isNull("__row") ? byLesson : row.text("__row");
        if (isUnreadable && !row.isDeleted()) {
            unreadable.add(name, entry.timestamp());
            return;
        }
        unreadable.remove(name, entry.timestamp());
        unreadable.remove(byLesson, entry.timestamp());
        if (!row.isDeleted() && !isEmpty && completedAt != null) {
            progress.put(
                    entry.offset(),
                    new Progress(row.text("lesson_id"), completedAt, row.writtenAt(), entry.timestamp()));
        }
    }

    private void enrollment(Row entry, LmsRow row) {
        if (!row.isNull("__unreadable") || row.hasNoId("learner_id") || row.hasNoId("course_id")) {
            unreadable.add("enrollment", entry.timestamp());
            return;
        }
        boolean isOld = !row.isOfSnapshot() && row.lsn() != 0 && row.lsn() < version;
        if (!states.isEmpty() && isOld) {
            return;
        }
        unreadable.remove("enrollment", entry.timestamp());
        boolean isWhole = !row.isNull("learner_id") && !row.isNull("course_id");
        State before = latest();
        if (before == null && !isWhole) {
            return;
        }
        version = row.lsn() == 0 ? version : row.lsn();
        boolean active = isWhole && !row.isDeleted() && row.text("status").equalsIgnoreCase("active");
        String learner = before != null && row.isNull("learner_id") ? before.learner() : row.text("learner_id");
        String course = before != null && row.isNull("course_id") ? before.course() : row.text("course_id");
        states.add(new State(learner, course, active, active ? null : endedAt(row), entry.timestamp()));
    }

    /** An end that was still to come when the row was written, or of which that is not said, is a plan; clocks differ. */
    private static @Nullable Instant endedAt(LmsRow row) {
        Instant endedAt = row.time("ended_at");
        Instant written = row.writtenAt();
        if (endedAt == null || written == null || endedAt.isAfter(written.plus(CLOCKS))) {
            return null;
        }
        return endedAt.isAfter(written) ? written : endedAt;
    }

    /** The enrollment's rows that could not be read. */
    UnreadableRows unreadable() {
        return unreadable;
    }

    /**
     * When a row can have been the one that was known, milliseconds since 1970.
     *
     * @param notAfter a row that came later was not known yet
     * @param notReplacedBy a row that another had replaced by then was known no more
     */
    record Time(long notAfter, long notReplacedBy) {}

    /** Whether a row that fits can have been the one that was known; if so, none before it is from now on. */
    boolean agrees(Predicate<State> fits, Time time) {
        for (int index = Math.max(0, at - 1); index < states.size(); index++) {
            if (canBeKnown(index, time) && fits.test(states.get(index))) {
                at = index + 1;
                return true;
            }
        }
        return false;
    }

    private boolean canBeKnown(int index, Time time) {
        boolean isReplaced = index + 1 < states.size() && states.get(index + 1).since() <= time.notReplacedBy();
        return !isReplaced && states.get(index).since() <= time.notAfter();
    }

    /** Whether no row need have been known yet. */
    boolean mayBeUnknown() {
        return at == 0;
    }

    /** When the first row came, or null if none has. */
    @Nullable
    Long knownSince() {
        return states.isEmpty() ? null : states.get(0).since();
    }

    boolean everWas(Predicate<State> fits) {
        return states.stream().anyMatch(fits);
    }

    /** The enrollment as the last row has it, or null if there is none. */
    @Nullable
    State latest() {
        return states.isEmpty() ? null : states.get(states.size() - 1);
    }

    /** The row of {@code progress} at an offset, or null if there is none. */
    @Nullable
    Progress progressAt(long offset) {
        return progress.get(offset);
    }

    Map<Long, Progress> progress() {
        return progress;
    }
}
