package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.schema.StoredOffset;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/enrollments/{enrollmentId}/progress}: what PostgreSQL holds, and how fresh that is. */
public final class ProgressRoute {

    private final ProgressReader progress;
    private final ResultPartitions partitions;
    private final CourseOutlines outlines;

    /** The answer's body. */
    record Progress(
            String enrollmentId,
            int attempt,
            List<Lesson> lessons,
            @Nullable Course course,
            @Nullable EndedCourse endedCourse,
            @Nullable CourseStanding courseProgress,
            Freshness freshness) {}

    record Lesson(
            String lessonId,
            @Nullable Instant completedAt,
            Instant occurredAt,
            @Nullable Long sequence,
            UUID requestId,
            Origin origin,
            @Nullable Waiver waiver) {}

    /** @param completion its number, counted from 1 */
    record Course(
            String courseId,
            Instant completedAt,
            int requiredLessons,
            long catalogVersion,
            Origin origin,
            int completion,
            int attempt) {}

    /** A completion that does not stand any more, where none does. */
    record EndedCourse(String courseId, Instant completedAt, int completion, int attempt, CourseStatus.End ended) {}

    /**
     * @param upToDate whether every result that was read of this partition is stored
     * @param stored the offset of {@code completion-results} before which all is stored
     * @param storedAt when that last moved
     * @param latest the offset of the last result that was read
     */
    record Freshness(
            boolean upToDate,
            @Nullable Integer partition,
            @Nullable Long stored,
            @Nullable Instant storedAt,
            @Nullable Long latest) {}

    public ProgressRoute(ProgressReader progress, ResultPartitions partitions, CourseOutlines outlines) {
        this.progress = progress;
        this.partitions = partitions;
        this.outlines = outlines;
    }

    public void mount(Routes routes) {
        routes.get("/v1/enrollments/:enrollmentId/progress", Scope.READ, this::handle);
    }

    private void handle(RoutingContext context, Caller caller) {
        String enrollmentId = Fields.id("enrollmentId", context.pathParam("enrollmentId"));
        Integer partition = partitions.of(enrollmentId);
        // Before what is stored is asked for, so that it is not found to be behind what came meanwhile.
        Long latest = partition == null ? null : partitions.latest(partition);
        progress.progress(enrollmentId, partition)
                .onSuccess(found -> answer(context, caller, enrollmentId, found, freshness(found, partition, latest)))
                .onFailure(away -> Answer.problem(context, Problems.progressUnavailable()));
    }

    private void answer(
            RoutingContext context, Caller caller, String enrollmentId, EnrollmentProgress found, Freshness freshness) {
        String learner = found.learnerId();
        boolean isEmpty = found.lessons().isEmpty() && found.course() == null;
        if (!isEmpty && !caller.mayReadOf(learner)) {
            Answer.problem(context, Problems.notOwner());
            return;
        }
        List<Lesson> lessons =
                found.lessons().stream().map(ProgressRoute::lesson).toList();
        CourseStanding standing = CourseStanding.of(found, outlines);
        CourseStatus course = found.course();
        Answer.json(
                context,
                200,
                new Progress(
                        enrollmentId, found.attempt(), lessons, course(course), ended(course), standing, freshness));
    }

    private static Lesson lesson(CompletionResult result) {
        return new Lesson(
                result.lesson(),
                result.completedAt(),
                result.occurredAt(),
                result.sequence(),
                result.requestId(),
                result.origin(),
                result.waiver());
    }

    private static @Nullable Course course(@Nullable CourseStatus status) {
        if (status == null || status.end() != null) {
            return null;
        }
        CourseCompletion course = status.completion();
        return new Course(
                course.courseId(),
                course.completedAt(),
                course.requiredLessons(),
                course.catalogVersion(),
                course.origin(),
                course.number(),
                course.attemptNumber());
    }

    private static @Nullable EndedCourse ended(@Nullable CourseStatus status) {
        if (status == null || status.end() == null) {
            return null;
        }
        CourseCompletion course = status.completion();
        return new EndedCourse(
                course.courseId(), course.completedAt(), course.number(), course.attemptNumber(), status.end());
    }

    private static Freshness freshness(EnrollmentProgress found, @Nullable Integer partition, @Nullable Long latest) {
        StoredOffset stored = found.stored();
        boolean upToDate = partition != null && (latest == null || (stored != null && latest < stored.next()));
        return new Freshness(
                upToDate,
                partition,
                stored == null ? null : stored.next(),
                stored == null ? null : stored.storedAt(),
                latest);
    }
}
