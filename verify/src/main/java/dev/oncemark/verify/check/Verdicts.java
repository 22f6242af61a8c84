package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.Decided.Asked;
import dev.oncemark.verify.check.EnrollmentTimeline.Progress;
import dev.oncemark.verify.check.EnrollmentTimeline.State;
import dev.oncemark.verify.check.EnrollmentTimeline.Time;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Replays an enrollment's results in their order, and reports each that the rules forbid (docs/design.md, section 4). */
final class Verdicts {

    /** How long before a request a row or an outline has to have come to be surely known, milliseconds. */
    private static final long STALE = 60_000;

    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;
    private final Accepted accepted;
    /** Whether the beginning of what would have to be known is gone by retention. */
    private final boolean resultsAreCut;

    private final boolean rowsAreCut;
    private final UnknownRejections unknown;
    private final Map<String, Long> versions = new HashMap<>();
    private long lastRequest = -1;

    Verdicts(Partition partition, Outlines outlines, EnrollmentTimeline timeline, Accepted accepted) {
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
        this.accepted = accepted;
        this.unknown = new UnknownRejections(partition, outlines, timeline);
        this.resultsAreCut = partition.isCut(COMPLETION_RESULTS);
        this.rowsAreCut = partition.isCut(LMS_ENROLLMENTS);
    }

    void check(Decided decided) {
        order(decided);
        catalogVersion(decided);
        Decided original = accepted.of(decided.lesson());
        if (decided.isAccepted()) {
            acceptance(decided, original);
            accepted.add(decided);
        } else if (original != null) {
            secondTime(decided, original);
        } else {
            rejection(decided);
        }
    }

    private void order(Decided decided) {
        CompletionResult result = decided.result();
        if (result.origin() != Origin.IMPORT) {
            if (result.inOffset() < lastRequest) {
                partition.report(Violation.RESULTS_OUT_OF_ORDER, decided, "comes after that of request " + lastRequest);
            }
            lastRequest = Math.max(lastRequest, result.inOffset());
        }
    }

    private void catalogVersion(Decided decided) {
        String course = decided.result().courseId();
        Long version = decided.result().catalogVersion();
        if (course == null || version == null) {
            return;
        }
        OutlineVersion latest = outlines.latest(course);
        OutlineVersion under = outlines.version(course, version);
        Long before = versions.put(course, version);
        boolean exists = latest != null && version >= 1 && version <= latest.number();
        boolean goesBack = before != null && before > version;
        if (!exists || goesBack || (under != null && !outlines.canBeKnown(under, time(decided)))) {
            partition.report(Violation.CATALOG_VERSION_WRONG, decided, "is under version " + version + " of " + course);
        }
    }

    private void acceptance(Decided decided, @Nullable Decided original) {
        CompletionResult result = decided.result();
        if (original != null) {
            partition.report(Violation.ACCEPTED_TWICE, decided, "was accepted before, at " + original.offset());
        }
        boolean isFirstSeen = accepted.inOrder().isEmpty() && resultsAreCut;
        if (!isFirstSeen && !Objects.equals(result.sequence(), accepted.sequence() + 1)) {
            partition.report(
                    Violation.SEQUENCE_BROKEN,
                    decided,
                    "has sequence %s after %d".formatted(result.sequence(), accepted.sequence()));
        }
        if (result.origin() == Origin.IMPORT) {
            imported(decided);
            return;
        }
        OutlineVersion outline = outlines.under(result);
        boolean hasLesson =
                outline == null ? outlines.isCompacted(result) : !outline.isDeleted() && outline.has(decided.lesson());
        boolean sameTime = Objects.equals(result.completedAt(), result.occurredAt());
        if (!hasLesson || !sameTime || !agrees(decided, state -> state.active() && isOwner(decided, state))) {
            partition.report(Violation.ACCEPTED_WRONGLY, decided, "under " + grounds(decided));
        }
    }

    private void imported(Decided decided) {
        CompletionResult result = decided.result();
        Progress row = timeline.progressAt(result.inOffset());
        boolean isGone = rowsAreCut && row == null;
        boolean sameRow = row != null
                && row.lesson().equals(result.lessonId())
                && result.occurredAt().equals(result.completedAt())
                && row.canBeOf(result.occurredAt(), result.decidedAt(), partition.rules());
        boolean sameId = result.requestId().equals(Ids.requestIdOfImport(result.enrollmentId(), result.lessonId()));
        OutlineVersion outline = outlines.under(result);
        boolean hasLesson = outline == null ? outlines.isCompacted(result) : outline.everHad(decided.lesson());
        if (!(sameRow || isGone) || !sameId || !hasLesson || !agrees(decided, state -> true)) {
            partition.report(Violation.IMPORT_WRONG, decided, "of " + row + " under " + grounds(decided));
        }
    }

    /** The lesson was completed before. */
    private void secondTime(Decided decided, Decided original) {
        boolean isSame = original.result().requestId().equals(decided.result().requestId());
        boolean isRemembered = accepted.isRemembered(decided.lesson());
        switch (decided.result().status()) {
            case ACCEPTED, REVOKED, RESET ->
                throw new IllegalArgumentException("results that change something are checked as such");
            case REPLAYED -> replay(decided, original, isSame && isRemembered);
            case REJECTED -> {
                switch (Objects.requireNonNull(decided.result().reason())) {
                    case ALREADY_COMPLETED -> alreadyCompleted(decided, original, isSame, isRemembered);
                    case NOT_ENROLLMENT_OWNER -> stranger(decided);
                    case UNKNOWN_ENROLLMENT, UNKNOWN_COURSE, LESSON_NOT_IN_COURSE, ENROLLMENT_NOT_ACTIVE -> {
                        reportOther(Violation.REJECTED_WRONGLY, decided, original);
                        requireOwner(decided);
                    }
                    // A newer version's: it is a rejection, on grounds that cannot be held against anything here.
                    case UNRECOGNIZED -> {}
                }
            }
        }
    }

    private void replay(Decided decided, Decided original, boolean canBe) {
        if (!canBe) {
            reportOther(Violation.REPLAYED_WRONGLY, decided, original);
        } else if (!Objects.equals(
                decided.result().completedAt(), original.result().completedAt())) {
            partition.report(
                    Violation.ORIGINAL_WRONG,
                    decided,
                    "but it was at " + original.result().completedAt());
        }
        requireOwner(decided);
    }

    private void alreadyCompleted(Decided decided, Decided original, boolean isSame, boolean isRemembered) {
        CompletionResult result = decided.result();
        CompletionResult first = original.result();
        if (isSame && isRemembered) {
            reportOther(Violation.REJECTED_WRONGLY, decided, original);
        } else if (!Objects.equals(result.originalRequestId(), isRemembered ? first.requestId() : null)
                || !Objects.equals(result.completedAt(), isRemembered ? first.completedAt() : null)) {
            partition.report(
                    Violation.ORIGINAL_WRONG,
                    decided,
                    "names %s at %s, but it was %s at %s"
                            .formatted(
                                    result.originalRequestId(),
                                    result.completedAt(),
                                    first.requestId(),
                                    first.completedAt()));
        }
        requireOwner(decided);
    }

    private void reportOther(Violation violation, Decided decided, Decided original) {
        partition.report(
                violation,
                decided,
                "but completed it was by " + original.result().requestId());
    }

    private void requireOwner(Decided decided) {
        if (!agrees(decided, state -> isOwner(decided, state))) {
            partition.report(Violation.REJECTED_WRONGLY, decided, "under " + grounds(decided));
        }
    }

    private void rejection(Decided decided) {
        if (decided.result().status() == Status.REPLAYED) {
            if (!resultsAreCut) {
                partition.report(Violation.REPLAYED_WRONGLY, decided, "but it was never accepted");
            }
            return;
        }
        Reason reason = Objects.requireNonNull(decided.result().reason());
        switch (reason) {
            case ALREADY_COMPLETED -> {
                if (!resultsAreCut) {
                    partition.report(Violation.REJECTED_WRONGLY, decided, "but it was never accepted");
                }
            }
            case NOT_ENROLLMENT_OWNER -> stranger(decided);
            case ENROLLMENT_NOT_ACTIVE -> inactive(decided);
            case UNKNOWN_ENROLLMENT, UNKNOWN_COURSE, LESSON_NOT_IN_COURSE -> {
                if (!unknown.isPlausible(decided)
                        || (reason != Reason.UNKNOWN_ENROLLMENT
                                && !agrees(decided, state -> isOwner(decided, state)))) {
                    partition.report(Violation.REJECTED_WRONGLY, decided, "under " + grounds(decided));
                }
                unknown.checkTimes(decided);
            }
            // A newer version's: it is a rejection, on grounds that cannot be held against anything here.
            case UNRECOGNIZED -> {}
        }
    }

    private void stranger(Decided decided) {
        boolean knowsNot = decided.request() == null;
        if (!agrees(decided, state -> knowsNot || !isOwner(decided, state))) {
            partition.report(Violation.REJECTED_WRONGLY, decided, "under " + grounds(decided));
        }
    }

    private void inactive(Decided decided) {
        OutlineVersion outline = outlines.under(decided.result());
        boolean courseIsKnown = outline == null ? outlines.isCompacted(decided.result()) : !outline.isDeleted();
        if (!courseIsKnown || !agrees(decided, state -> !state.active() && isOwner(decided, state))) {
            partition.report(Violation.REJECTED_WRONGLY, decided, "under " + grounds(decided));
        }
    }

    /** Whether a row agrees with what the result says of the enrollment, and with {@code fits}. */
    private boolean agrees(Decided decided, Predicate<State> fits) {
        CompletionResult result = decided.result();
        boolean agrees = timeline.agrees(
                state -> state.learner().equals(result.learnerId())
                        && state.course().equals(result.courseId())
                        && fits.test(state),
                time(decided));
        return agrees || rowsAreCut;
    }

    private Time time(Decided decided) {
        long decidedAt = decided.result().decidedAt().toEpochMilli();
        Asked request = decided.request();
        return new Time(
                decidedAt + partition.rules().clocks().toMillis(),
                request == null ? Long.MIN_VALUE : request.arrivedAt() - STALE);
    }

    private static boolean isOwner(Decided decided, State state) {
        Asked request = decided.request();
        return request == null
                || request.speaksFor() == null
                || request.speaksFor().equals(state.learner());
    }

    private String grounds(Decided decided) {
        return "version %s of %s, latest row %s"
                .formatted(decided.result().catalogVersion(), decided.result().courseId(), timeline.latest());
    }
}
