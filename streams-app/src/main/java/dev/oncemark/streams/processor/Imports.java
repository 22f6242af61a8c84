package dev.oncemark.streams.processor;

import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.Completions;
import dev.oncemark.streams.decision.CourseDecision;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.processor.Input.ProgressRow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Applies imported rows to enrollments: at once where the lesson is known, else when it is. */
final class Imports {

    private final WaitingImports waiting;
    private final Outlines outlines;
    private final ResultForwarder results;

    Imports(WaitingImports waiting, Outlines outlines, ResultForwarder results) {
        this.waiting = waiting;
        this.outlines = outlines;
        this.results = results;
    }

    /** Whether rows of the enrollment wait. */
    boolean isWaiting(String id) {
        return !waiting.of(id).isEmpty();
    }

    /** Lets the row wait. */
    void put(ProgressRow row) {
        waiting.put(row);
    }

    /** Lets no earlier version of the enrollment's row wait any more. */
    void forget(ProgressRow row, Enrollment enrollment) {
        if (enrollment.imports().waiting()) {
            waiting.remove(row);
        }
    }

    /** The enrollment with every waiting row applied that can be under the outline. */
    Enrollment applied(String id, Enrollment enrollment, Outline outline) {
        if (!enrollment.imports().waiting() || enrollment.imports().triedUnder() == outline.version()) {
            return enrollment;
        }
        Enrollment after = enrollment;
        boolean someStay = false;
        for (ProgressRow row : waiting.of(id)) {
            Enrollment next = applied(row, after, outline);
            if (next == null) {
                someStay = true;
            } else {
                waiting.remove(row);
                boolean isAccepted = next.sequence() > after.sequence();
                after = isAccepted ? CourseDecision.noted(next, outlines, row.lessonId(), Origin.IMPORT) : next;
            }
        }
        return after.withImports(someStay, outline.version());
    }

    /**
     * The enrollment with the row applied and its result forwarded; unchanged if the row says nothing new; null if it has to
     * wait.
     */
    @Nullable
    Enrollment applied(ProgressRow row, Enrollment enrollment, Outline outline) {
        UUID requestId = Ids.requestIdOfImport(row.enrollmentId(), row.lessonId());
        Enrollment after = Completions.imported(enrollment, outlines, row.lessonId(), requestId, row.completedAt());
        if (after != null && after.sequence() > enrollment.sequence()) {
            results.imported(row, requestId, after, outline);
        }
        return after;
    }
}
