package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.DecisionMetrics;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.decision.Verdict.Undecided;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.processor.Input.Asked;
import dev.oncemark.streams.processor.Input.ProgressRow;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards results and course completions, each as one CloudEvent whose id follows from what it is about. */
final class Announcements {

    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/streams-app");

    private final ProcessorContext<Object, Object> context;
    private final DecisionProcessor.Outputs outputs;
    private final DecisionMetrics metrics;

    Announcements(
            ProcessorContext<Object, Object> context, DecisionProcessor.Outputs outputs, DecisionMetrics metrics) {
        this.context = context;
        this.outputs = outputs;
        this.metrics = metrics;
    }

    /** The one result of a request. One that stayed undecided to the last is rejected for what it waited for. */
    void decided(Asked asked, Verdict verdict, @Nullable Enrollment enrollment, @Nullable Outline outline) {
        if (verdict instanceof Accepted accepted) {
            Instant completedAt = Instant.ofEpochMilli(asked.request().occurredAt());
            Enrollment after = accepted.after();
            result(asked, after, outline, Status.ACCEPTED, null, null, completedAt, after.sequence());
        } else if (verdict instanceof Replayed replayed) {
            Instant completedAt = Instant.ofEpochMilli(replayed.completedAt());
            result(asked, enrollment, outline, Status.REPLAYED, null, null, completedAt, null);
        } else if (verdict instanceof Rejected rejected) {
            Instant original = rejected.completedAt() == null ? null : Instant.ofEpochMilli(rejected.completedAt());
            UUID originalId = rejected.originalRequestId();
            result(asked, enrollment, outline, Status.REJECTED, rejected.reason(), originalId, original, null);
        } else if (verdict instanceof Undecided undecided) {
            result(asked, enrollment, outline, Status.REJECTED, undecided.reason(), null, null, null);
        }
    }

    private void result(
            Asked asked,
            @Nullable Enrollment enrollment,
            @Nullable Outline outline,
            Status status,
            @Nullable Reason reason,
            @Nullable UUID originalRequestId,
            @Nullable Instant completedAt,
            @Nullable Long sequence) {
        Instant now = now();
        var request = asked.request();
        var source = asked.source();
        var result = new CompletionResult(
                request.requestId(),
                asked.enrollmentId(),
                request.lessonId(),
                enrollment == null ? null : enrollment.courseId(),
                status,
                reason,
                originalRequestId,
                completedAt,
                sequence,
                Instant.ofEpochMilli(request.occurredAt()),
                now,
                Origin.API,
                outline == null ? null : outline.version(),
                COMPLETION_REQUESTS.name(),
                source.partition(),
                source.offset(),
                enrollment == null ? null : enrollment.learnerId());
        forward(result, source.traceParent());
    }

    /** An imported row that was accepted; its request id is derived from enrollment and lesson. */
    void imported(ProgressRow row, UUID requestId, Enrollment after, Outline outline) {
        Instant completedAt = Instant.ofEpochMilli(row.completedAt());
        var result = new CompletionResult(
                requestId,
                row.enrollmentId(),
                row.lessonId(),
                after.courseId(),
                Status.ACCEPTED,
                null,
                null,
                completedAt,
                after.sequence(),
                completedAt,
                now(),
                Origin.IMPORT,
                outline.version(),
                LMS_ENROLLMENTS.name(),
                row.source().partition(),
                row.source().offset(),
                after.learnerId());
        forward(result, row.source().traceParent());
    }

    private void forward(CompletionResult result, @Nullable Header trace) {
        metrics.decided(result);
        UUID event = result.status() == Status.ACCEPTED
                ? Ids.eventOfAcceptance(result.enrollmentId(), result.lessonId())
                : Ids.eventOfVerdict(result.inTopic(), result.inPartition(), result.inOffset());
        var headers =
                CloudEvents.headers(event, SOURCE, CloudEvents.Type.of(result.status()), result.decidedAt(), trace);
        long now = result.decidedAt().toEpochMilli();
        context.forward(new Record<>(result.enrollmentId(), result, now, headers), outputs.results());
    }

    /** The enrollment's course is complete, because of {@code origin}. Imported ones go to a topic of their own. */
    void courseCompleted(
            String enrollmentId, Enrollment after, Outline outline, Origin origin, @Nullable Header trace) {
        long completedAt = java.util.Objects.requireNonNull(after.courseCompletedAt());
        var completion = new CourseCompletion(
                enrollmentId,
                after.courseId(),
                after.learnerId(),
                Instant.ofEpochMilli(completedAt),
                outline.version(),
                outline.requiredLessons().size(),
                after.sequence(),
                origin);
        metrics.courseCompleted(origin);
        Instant now = now();
        UUID event = Ids.eventOfCourseCompletion(enrollmentId);
        var headers = CloudEvents.headers(event, SOURCE, CloudEvents.Type.COURSE_COMPLETED, now, trace);
        String output = origin == Origin.IMPORT ? outputs.importedCourseCompletions() : outputs.courseCompletions();
        context.forward(new Record<>(enrollmentId, completion, now.toEpochMilli(), headers), output);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
