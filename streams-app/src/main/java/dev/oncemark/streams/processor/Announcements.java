package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
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
        Subject subject = subject(asked);
        if (verdict instanceof Accepted accepted) {
            Enrollment after = accepted.after();
            forward(CompletionResult.accepted(subject, basis(after, outline), after.sequence()), asked.source());
        } else if (verdict instanceof Replayed replayed) {
            Instant completedAt = Instant.ofEpochMilli(replayed.completedAt());
            forward(CompletionResult.replayed(subject, basis(enrollment, outline), completedAt), asked.source());
        } else if (verdict instanceof Rejected rejected) {
            forward(rejected(subject, basis(enrollment, outline), rejected), asked.source());
        } else if (verdict instanceof Undecided undecided) {
            Basis basis = basis(enrollment, outline);
            forward(CompletionResult.rejected(subject, basis, undecided.reason()), asked.source());
        }
    }

    private static CompletionResult rejected(Subject subject, Basis basis, Rejected rejected) {
        UUID original = rejected.originalRequestId();
        Long completedAt = rejected.completedAt();
        return original == null || completedAt == null
                ? CompletionResult.rejected(subject, basis, rejected.reason())
                : CompletionResult.alreadyCompleted(subject, basis, original, Instant.ofEpochMilli(completedAt));
    }

    private static Subject subject(Asked asked) {
        var request = asked.request();
        return new Subject(
                request.requestId(),
                asked.enrollmentId(),
                request.lessonId(),
                Instant.ofEpochMilli(request.occurredAt()),
                asked.source().in(COMPLETION_REQUESTS));
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

    /** An imported row that was accepted; its request id is derived from enrollment and lesson. */
    void imported(ProgressRow row, UUID requestId, Enrollment after, Outline outline) {
        Instant completedAt = Instant.ofEpochMilli(row.completedAt());
        var subject = new Subject(
                requestId,
                row.enrollmentId(),
                row.lessonId(),
                completedAt,
                row.source().in(LMS_ENROLLMENTS));
        forward(CompletionResult.imported(subject, basis(after, outline), after.sequence()), row.source());
    }

    private void forward(CompletionResult result, Source source) {
        metrics.decided(result);
        UUID event = result.status() == Status.ACCEPTED
                ? Ids.eventOfAcceptance(result.enrollmentId(), result.lessonId())
                : Ids.eventOfVerdict(result.inTopic(), result.inPartition(), result.inOffset());
        var headers = CloudEvents.headers(
                event, SOURCE, CloudEvents.Type.of(result.status()), result.decidedAt(), source.traceParent());
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
