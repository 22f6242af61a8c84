package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.verify.check.Decided.Asked;
import dev.oncemark.verify.check.EnrollmentTimeline.State;
import dev.oncemark.verify.check.EnrollmentTimeline.Time;
import java.time.Instant;
import java.util.function.Predicate;

/** What can have been known of an enrollment and its course when a verdict was reached. */
final class Grounds {

    /** How long before a request a row or an outline has to have come to be surely known, milliseconds. */
    static final long STALE = 60_000;

    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;
    private final boolean rowsAreCut;

    Grounds(Partition partition, Outlines outlines, EnrollmentTimeline timeline) {
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
        this.rowsAreCut = partition.isCut(LMS_ENROLLMENTS);
    }

    /** Whether a row agrees with what the result says of the enrollment, and with {@code fits}. */
    boolean agree(Decided decided, Predicate<State> fits) {
        CompletionResult result = decided.result();
        boolean agrees = timeline.agrees(
                state -> state.learner().equals(result.learnerId())
                        && state.course().equals(result.courseId())
                        && fits.test(state),
                time(decided));
        return agrees || rowsAreCut;
    }

    /** Whether the sender may have spoken for the enrollment's learner. */
    boolean allow(Decided decided) {
        return agree(decided, state -> isOwner(decided, state));
    }

    /** Whether the outline that the result names has the lesson now, or is gone. */
    boolean haveLesson(Decided decided) {
        OutlineVersion outline = outlines.under(decided.result());
        return outline == null
                ? outlines.isCompacted(decided.result())
                : !outline.isDeleted() && outline.has(decided.lesson());
    }

    /** Whether the sender may speak for the learner whom the row names. */
    static boolean isOwner(Decided decided, State state) {
        Asked request = decided.request();
        return request == null
                || request.speaksFor() == null
                || request.speaksFor().equals(state.learner());
    }

    /** Whether the enrollment took completions of that time; where the request is not known, as if it had come at once. */
    boolean mayTake(Decided decided, State state) {
        return takes(decided, state, decided.result().occurredAt());
    }

    /** The same, and where the request is not known, as if it had come as late as can be. */
    boolean hasToTake(Decided decided, State state) {
        return takes(decided, state, decided.result().decidedAt());
    }

    private boolean takes(Decided decided, State state, Instant otherwise) {
        Asked request = decided.request();
        Instant receivedAt = request == null ? otherwise : request.receivedAt();
        return state.takes(
                decided.result().occurredAt(), receivedAt, partition.rules().late());
    }

    /** When what was known can have come. */
    Time time(Decided decided) {
        long decidedAt = decided.result().decidedAt().toEpochMilli();
        Asked request = decided.request();
        return new Time(
                decidedAt + partition.rules().clocks().toMillis(),
                request == null ? Long.MIN_VALUE : request.arrivedAt() - STALE);
    }

    /** For whoever reads what is wrong. */
    String text(Decided decided) {
        return "version %s of %s, latest row %s"
                .formatted(decided.result().catalogVersion(), decided.result().courseId(), timeline.latest());
    }
}
