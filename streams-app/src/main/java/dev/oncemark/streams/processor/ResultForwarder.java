package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Lessons;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.Input.ProgressRow;
import dev.oncemark.streams.processor.Input.Requested;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards results, each as one CloudEvent whose id follows from what it is about. */
final class ResultForwarder {

    static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/streams-app");
    private static final String RESULTS = Names.output(COMPLETION_RESULTS);

    private final ProcessorContext<Object, Object> context;
    private final Outlines outlines;
    private final DecisionMetrics metrics;

    ResultForwarder(ProcessorContext<Object, Object> context, Outlines outlines, DecisionMetrics metrics) {
        this.context = context;
        this.outlines = outlines;
        this.metrics = metrics;
    }

    /** The one result of a request. One that is still pending is rejected for what it waited for. */
    void decided(Requested requested, Verdict verdict, @Nullable Enrollment enrollment, @Nullable Outline outline) {
        Request request = requested.request();
        Long statedAt = requested.statedAt();
        var subject = new Subject(
                request.requestId(),
                requested.enrollmentId(),
                request.about(),
                Instant.ofEpochMilli(request.occurredAt()),
                requested.position(),
                statedAt == null ? null : Instant.ofEpochMilli(statedAt));
        Enrollment after = verdict.after() == null ? enrollment : verdict.after();
        CompletionResult result =
                verdict.match(new ResultOf(subject, basis(after, outline), standing(verdict.after(), outline)));
        if (request instanceof Commanded commanded) {
            result = result.of(commanded.command(), commanded.actorId());
        }
        forward(result, after, requested.position(), requested.traceParent());
    }

    /** The result of each kind of verdict. */
    private record ResultOf(
            Subject subject, Basis basis, @Nullable Standing standing) implements Verdict.Cases<CompletionResult> {
        @Override
        public CompletionResult accepted(Verdict.Accepted verdict) {
            return CompletionResult.accepted(subject, basis, verdict.after().sequence(), standing);
        }

        @Override
        public CompletionResult replayed(Verdict.Replayed verdict) {
            return CompletionResult.replayed(subject, basis, Instant.ofEpochMilli(verdict.completedAt()));
        }

        @Override
        public CompletionResult revoked(Verdict.Revoked verdict) {
            long sequence = verdict.after().sequence();
            return CompletionResult.revoked(
                    subject, basis, sequence, standing, verdict.revokedRequestId(), verdict.endedCompletion());
        }

        @Override
        public CompletionResult attemptBegun(Verdict.AttemptBegun verdict) {
            Integer ended = verdict.ended() ? verdict.completion() : null;
            return CompletionResult.reset(subject, basis, verdict.after().sequence(), ended);
        }

        @Override
        public CompletionResult carriedOutBefore(Verdict.CarriedOutBefore verdict) {
            return CompletionResult.replayed(subject, basis, verdict.sequence());
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
        var result =
                CompletionResult.imported(subject, basis(after, outline), after.sequence(), standing(after, outline));
        forward(result, after, row.position(), row.traceParent());
    }

    private @Nullable Standing standing(@Nullable Enrollment after, @Nullable Outline outline) {
        return after == null || outline == null ? null : Lessons.standing(after, outline, outlines);
    }

    private Basis basis(@Nullable Enrollment enrollment, @Nullable Outline outline) {
        return enrollment == null
                ? Basis.unknown(now())
                : new Basis(
                        now(),
                        enrollment.courseId(),
                        enrollment.learnerId(),
                        outline == null ? null : outline.version(),
                        enrollment.attempt());
    }

    private void forward(
            CompletionResult result, @Nullable Enrollment after, RecordPosition position, @Nullable Header trace) {
        metrics.decided(result);
        UUID event = result.status() == Status.ACCEPTED && after != null
                ? eventOfAcceptance(result, after)
                : Ids.eventIdOfVerdict(position);
        var headers = CloudEvents.headers(event, SOURCE, CloudEvents.Type.of(result), result.decidedAt(), trace);
        long now = result.decidedAt().toEpochMilli();
        context.forward(new Record<>(result.enrollmentId(), result, now, headers), RESULTS);
    }

    /** Whoever drops what has the same id as an event before must not drop a second acceptance of a lesson. */
    private UUID eventOfAcceptance(CompletionResult result, Enrollment after) {
        return Lessons.wasCompletedBefore(after, outlines, result.lesson())
                ? Ids.eventIdOfLaterAcceptance(result.enrollmentId(), result.lesson(), after.sequence())
                : Ids.eventIdOfAcceptance(result.enrollmentId(), result.lesson());
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
