package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.CourseDecision;
import dev.oncemark.streams.decision.CourseVerdict;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Lessons;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.processor.Input.Requested;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** The steps from an enrollment's change to what it means for its course: completes it, and tells what becomes of that. */
final class CourseSteps {

    private final ProcessorContext<Object, Object> context;
    private final Outlines outlines;
    private final UnreadableRows unreadable;
    private final CourseForwarder forwarder;

    CourseSteps(
            ProcessorContext<Object, Object> context,
            Outlines outlines,
            UnreadableRows unreadable,
            CourseForwarder forwarder) {
        this.context = context;
        this.outlines = outlines;
        this.unreadable = unreadable;
        this.forwarder = forwarder;
    }

    /** The enrollment after the verdict on a request changed it, with what follows for its course. */
    Enrollment after(Requested requested, Verdict verdict, @Nullable Outline outline) {
        return verdict.match(new Following(requested, outline));
    }

    /** What follows for the course from each kind of verdict. */
    private final class Following implements Verdict.Cases<Enrollment> {
        private final Requested requested;
        private final @Nullable Outline outline;

        Following(Requested requested, @Nullable Outline outline) {
            this.requested = requested;
            this.outline = outline;
        }

        @Override
        public Enrollment accepted(Verdict.Accepted verdict) {
            String lesson = Objects.requireNonNull(requested.request().about());
            return CourseSteps.this.accepted(
                    requested.enrollmentId(), verdict.after(), lesson, Origin.API, requested.traceParent());
        }

        @Override
        public Enrollment revoked(Verdict.Revoked verdict) {
            Enrollment after = verdict.after();
            if (verdict.endedCompletion() != null && outline != null) {
                List<String> missing = Lessons.missing(after, outline, outlines);
                forwarder.changed(requested.enrollmentId(), after, outline, Change.REVOKED, missing, requested);
            }
            return after;
        }

        @Override
        public Enrollment attemptBegun(Verdict.AttemptBegun verdict) {
            if (verdict.completion() != null) {
                Change change = verdict.ended() ? Change.REVOKED : Change.ATTEMPT_STARTED;
                forwarder.changed(requested.enrollmentId(), verdict.after(), outline, change, List.of(), requested);
            }
            return verdict.after();
        }

        @Override
        public Enrollment replayed(Verdict.Replayed verdict) {
            throw changesNothing(verdict);
        }

        @Override
        public Enrollment rejected(Verdict.Rejected verdict) {
            throw changesNothing(verdict);
        }

        @Override
        public Enrollment pending(Verdict.Pending verdict) {
            throw changesNothing(verdict);
        }

        @Override
        public Enrollment carriedOutBefore(Verdict.CarriedOutBefore verdict) {
            throw changesNothing(verdict);
        }

        private IllegalArgumentException changesNothing(Verdict verdict) {
            return new IllegalArgumentException(verdict + " changes no enrollment");
        }
    }

    /** The enrollment after an acceptance of the lesson, with its course completed, and that forwarded, if that is due. */
    Enrollment accepted(String id, Enrollment after, String lesson, Origin origin, @Nullable Header trace) {
        Enrollment noted = CourseDecision.noted(after, outlines, lesson, origin);
        // Also where the lesson is not what completes the course: it may be complete by a change not looked at yet.
        return noted.isCourseCompleted() ? noted : settled(id, noted, trace);
    }

    /** The enrollment with what is due for its course, and that forwarded. */
    Enrollment settled(String id, Enrollment enrollment, @Nullable Header trace) {
        CourseVerdict verdict =
                CourseDecision.decide(enrollment, outlines, () -> unreadable.holds(id), context.currentSystemTimeMs());
        if (verdict == null) {
            return enrollment;
        }
        Enrollment after = verdict.after();
        Outline outline = Objects.requireNonNull(outlines.outline(after.courseId()));
        switch (verdict.kind()) {
            case NOTHING -> {}
            case COMPLETED -> forwarder.completed(id, after, outline, verdict.origin(), trace);
            case REOPENED -> forwarder.changed(id, after, outline, Change.REOPENED, verdict.missing(), null);
            case RESTORED -> forwarder.changed(id, after, outline, Change.RESTORED, verdict.missing(), null);
            case CONTENT_CHANGED ->
                forwarder.changed(id, after, outline, Change.CONTENT_CHANGED, verdict.missing(), null);
        }
        return after;
    }
}
