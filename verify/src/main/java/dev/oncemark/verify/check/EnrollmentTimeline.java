package dev.oncemark.verify.check;

import dev.oncemark.verify.check.Entries.Row;
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
     * @param since when the row came, milliseconds since 1970
     */
    record State(String learner, String course, boolean active, long since) {}

    /** A lesson that the LMS had recorded as complete. */
    record Progress(String lesson, Instant completedAt) {}

    private final List<State> states = new ArrayList<>();
    private final Map<Long, Progress> progress = new HashMap<>();
    private long version;
    private int at;

    /** Adds a row; one that is older than what is known says nothing, since the connector may deliver it again. */
    void add(Row entry) {
        LmsRow row = LmsRow.read(entry.value());
        if (row == null) {
            return;
        }
        if (row.table().equals("progress")) {
            Instant completedAt = row.time("completed_at");
            if (!row.isDeleted() && completedAt != null) {
                progress.put(entry.offset(), new Progress(row.text("lesson_id"), completedAt));
            }
        } else if (row.table().equals("enrollment")) {
            boolean isOld = !row.isOfSnapshot() && row.lsn() != 0 && row.lsn() < version;
            if (!states.isEmpty() && isOld) {
                return;
            }
            version = row.lsn() == 0 ? version : row.lsn();
            boolean active = !row.isDeleted() && row.text("status").equalsIgnoreCase("active");
            states.add(new State(row.text("learner_id"), row.text("course_id"), active, entry.timestamp()));
        }
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
