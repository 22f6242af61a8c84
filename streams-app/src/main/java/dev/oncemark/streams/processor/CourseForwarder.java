package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Topics.COURSE_CHANGES;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.Input.Requested;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards course completions, and what becomes of them, each as one CloudEvent whose id follows from what it is about. */
final class CourseForwarder {

    private static final String COMPLETIONS = Names.output(COURSE_COMPLETIONS);
    private static final String IMPORTED_COMPLETIONS = Names.output(IMPORTED_COURSE_COMPLETIONS);
    private static final String CHANGES = Names.output(COURSE_CHANGES);

    private final ProcessorContext<Object, Object> context;
    private final DecisionMetrics metrics;

    CourseForwarder(ProcessorContext<Object, Object> context, DecisionMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** The enrollment's course is complete, because of {@code origin}. Imported ones go to a topic of their own. */
    void completed(String enrollmentId, Enrollment after, Outline outline, Origin origin, @Nullable Header trace) {
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
                now,
                after.attempt(),
                after.courseCompletions());
        metrics.courseCompleted(origin);
        UUID event = Ids.eventIdOfCourseCompletion(enrollmentId, after.courseCompletions());
        var headers = CloudEvents.headers(event, ResultForwarder.SOURCE, CloudEvents.Type.COURSE_COMPLETED, now, trace);
        String output = origin == Origin.IMPORT ? IMPORTED_COMPLETIONS : COMPLETIONS;
        context.forward(new Record<>(enrollmentId, completion, now.toEpochMilli(), headers), output);
    }

    /**
     * This became of the enrollment's latest completion.
     *
     * @param missing the required lessons that are not complete, where they are why
     * @param because the command that brought it about, or null where a change of the course did
     */
    void changed(
            String enrollmentId,
            Enrollment after,
            @Nullable Outline outline,
            Change change,
            List<String> missing,
            @Nullable Requested because) {
        Commanded command = because == null ? null : (Commanded) because.request();
        var changed = new CourseChange(
                enrollmentId,
                after.courseId(),
                after.learnerId(),
                change,
                after.courseCompletions(),
                after.attempt(),
                after.sequence(),
                command == null
                        ? Cause.CATALOG
                        : Cause.valueOf(command.command().kind().name()),
                command == null ? null : command.requestId(),
                command == null ? null : command.command().code(),
                outline == null ? null : outline.version(),
                missing.isEmpty() ? null : missing.size(),
                named(missing),
                now());
        metrics.courseChanged(change);
        Instant now = changed.changedAt();
        UUID event = Ids.eventIdOfCourseChange(changed);
        Header trace = because == null ? null : because.traceParent();
        var headers = CloudEvents.headers(event, ResultForwarder.SOURCE, CloudEvents.Type.of(changed), now, trace);
        context.forward(new Record<>(enrollmentId, changed, now.toEpochMilli(), headers), CHANGES);
    }

    private static @Nullable List<String> named(List<String> missing) {
        return missing.isEmpty() ? null : missing.subList(0, Math.min(missing.size(), CourseChange.MAX_MISSING));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
