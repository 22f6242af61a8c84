package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.Input.ProgressRow;
import dev.oncemark.streams.processor.Input.Requested;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards results and course completions, each as one CloudEvent whose id follows from what it is about. */
final class ResultForwarder {

    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/streams-app");
    private static final String RESULTS = Names.output(COMPLETION_RESULTS);
    private static final String COMPLETIONS = Names.output(COURSE_COMPLETIONS);
    private static final String IMPORTED_COMPLETIONS = Names.output(IMPORTED_COURSE_COMPLETIONS);

    private final ProcessorContext<Object, Object> context;
    private final DecisionMetrics metrics;

    ResultForwarder(ProcessorContext<Object, Object> context, DecisionMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** The one result of a request. One that is still pending is rejected for what it waited for. */
    void decided(Requested requested, Verdict verdict, @Nullable Enrollment enrollment, @Nullable Outline outline) {
        var request = requested.request();
        var subject = new Subject(
                request.requestId(),
                requested.enrollmentId(),
                request.lessonId(),
                Instant.ofEpochMilli(request.occurredAt()),
                requested.position());
        CompletionResult result = verdict.match(new ResultOf(subject, basis(enrollment, outline)));
        forward(result, subject, requested.traceParent());
    }

    /** The result of each kind of verdict. */
    private record ResultOf(Subject subject, Basis basis) implements Verdict.Cases<CompletionResult> {
        @Override
        public CompletionResult accepted(Verdict.Accepted verdict) {
            return CompletionResult.accepted(subject, basis, verdict.after().sequence(), null);
        }

        @Override
        public CompletionResult replayed(Verdict.Replayed verdict) {
            return CompletionResult.replayed(subject, basis, Instant.ofEpochMilli(verdict.completedAt()));
        }

        @Override
        public CompletionResult rejected(Verdict.Rejected verdict) {
            UUID original = verdict.originalRequestId();
            Long completedAt = verdict.completedAt();
            return original == null || completedAt == null
                    ? CompletionResult.rejected(subject, basis, verdict.reason())
                    : CompletionResult.alreadyCompleted(subject, basis, original, Instant.ofEpochMilli(completedAt));
        }

        @Override
        public CompletionResult pending(Verdict.Pending verdict) {
            return CompletionResult.rejected(subject, basis, verdict.reason());
        }
    }

    /** The result of an imported row that was accepted; its request id is derived from enrollment and lesson. */
    void imported(ProgressRow row, UUID requestId, Enrollment after, Outline outline) {
        Instant completedAt = Instant.ofEpochMilli(row.completedAt());
        var subject = new Subject(requestId, row.enrollmentId(), row.lessonId(), completedAt, row.position());
        var result = CompletionResult.imported(subject, basis(after, outline), after.sequence(), null);
        forward(result, subject, row.traceParent());
    }

    private Basis basis(@Nullable Enrollment enrollment, @Nullable Outline outline) {
        return enrollment == null
                ? Basis.unknown(now())
                : new Basis(
                        now(),
                        enrollment.courseId(),
                        enrollment.learnerId(),
                        outline == null ? null : outline.version());
    }

    private void forward(CompletionResult result, Subject subject, @Nullable Header trace) {
        metrics.decided(result);
        UUID event = result.status() == Status.ACCEPTED
                ? Ids.eventIdOfAcceptance(result.enrollmentId(), result.lessonId())
                : Ids.eventIdOfVerdict(subject.position());
        var headers = CloudEvents.headers(event, SOURCE, CloudEvents.Type.of(result), result.decidedAt(), trace);
        long now = result.decidedAt().toEpochMilli();
        context.forward(new Record<>(result.enrollmentId(), result, now, headers), RESULTS);
    }

    /** The enrollment's course is complete, because of {@code origin}. Imported ones go to a topic of their own. */
    void courseCompleted(
            String enrollmentId, Enrollment after, Outline outline, Origin origin, @Nullable Header trace) {
        long completedAt = Objects.requireNonNull(after.courseCompletedAt());
        Instant now = now();
        var completion = new CourseCompletion(
                enrollmentId,
                after.courseId(),
                after.learnerId(),
                Instant.ofEpochMilli(completedAt),
                outline.version(),
                outline.requiredLessons().size(),
                after.sequence(),
                origin,
                now);
        metrics.courseCompleted(origin);
        UUID event = Ids.eventIdOfCourseCompletion(enrollmentId);
        var headers = CloudEvents.headers(event, SOURCE, CloudEvents.Type.COURSE_COMPLETED, now, trace);
        String output = origin == Origin.IMPORT ? IMPORTED_COMPLETIONS : COMPLETIONS;
        context.forward(new Record<>(enrollmentId, completion, now.toEpochMilli(), headers), output);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
