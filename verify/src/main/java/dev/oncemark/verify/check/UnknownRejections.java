package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.verify.check.Decided.Asked;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were rejected because something was not known. Each has to have waited for it, and it has to have come too
 * late, if at all.
 */
final class UnknownRejections {

    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;

    UnknownRejections(Partition partition, Outlines outlines, EnrollmentTimeline timeline) {
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
    }

    /** Whether what is said to be missing can have been, by the version that the result names. */
    boolean isPlausible(Decided decided) {
        CompletionResult result = decided.result();
        OutlineVersion outline = outlines.under(result);
        if (result.reason() == Reason.UNKNOWN_ENROLLMENT) {
            return timeline.mayBeUnknown() && result.courseId() == null;
        }
        if (result.reason() == Reason.UNKNOWN_COURSE) {
            return result.catalogVersion() == null
                    || (outline == null ? outlines.isCompacted(result) : outline.isDeleted());
        }
        return outline == null ? outlines.isCompacted(result) : !outline.has(decided.lesson());
    }

    void checkTimes(Decided decided) {
        Asked request = decided.request();
        if (request == null || partition.wasFull(decided.offset())) {
            return;
        }
        long limit = partition.rules().lateAfterMillis();
        long waited = decided.result().decidedAt().toEpochMilli() - request.arrivedAt();
        if (waited < limit) {
            partition.report(Violation.REJECTED_TOO_EARLY, decided, "after %d ms".formatted(waited));
        }
        Long cameAt = cameAt(decided);
        if (cameAt != null && cameAt <= request.arrivedAt() + limit) {
            partition.report(
                    Violation.REJECTED_THOUGH_KNOWN,
                    decided,
                    "after %d ms, but what it waited for came after %d ms"
                            .formatted(waited, cameAt - request.arrivedAt()));
        }
    }

    /** When what the request waited for came, or null. */
    private @Nullable Long cameAt(Decided decided) {
        if (decided.result().reason() == Reason.UNKNOWN_ENROLLMENT) {
            return timeline.knownSince();
        }
        return decided.result().reason() == Reason.UNKNOWN_COURSE
                ? publishedAfter(decided, next -> !next.isDeleted())
                : publishedAfter(decided, next -> next.has(decided.lesson()));
    }

    private @Nullable Long publishedAfter(Decided decided, Predicate<OutlineVersion> helps) {
        String course = decided.result().courseId();
        Long version = decided.result().catalogVersion();
        if (course == null) {
            return null;
        }
        return outlines.after(course, version == null ? 0 : version).stream()
                .filter(helps)
                .map(OutlineVersion::publishedAt)
                .findFirst()
                .orElse(null);
    }
}
