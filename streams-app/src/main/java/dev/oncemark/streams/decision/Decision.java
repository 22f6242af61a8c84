package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Enrollment.Completion;
import dev.oncemark.streams.enrollment.Enrollment.LessonRef;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests and imported rows (docs/design.md, section 4). The owner is checked before anything that would tell a
 * stranger what the learner did; a lesson once completed is found whichever course it or the enrollment moved to.
 */
public final class Decision {

    /**
     * What the decision has to know of a request: the part of it that is kept while the request is parked.
     *
     * @param learnerId the only learner for whom the sender may speak, or null where it may speak for all
     * @param occurredAt when the lesson was completed, milliseconds since 1970
     */
    public record Request(
            UUID requestId, String lessonId, @Nullable String learnerId, long occurredAt) {}

    /** The outlines that are known. */
    @FunctionalInterface
    public interface Outlines {

        /** The course's latest outline, or null if there was none yet. */
        @Nullable
        Outline outline(String courseId);
    }

    private Decision() {}

    /** The verdict on a request; {@code enrollment} is null where it is not known. */
    public static Verdict decide(@Nullable Enrollment enrollment, Outlines outlines, Request request) {
        if (enrollment == null) {
            return new Pending(Reason.UNKNOWN_ENROLLMENT);
        }
        if (request.learnerId() != null && !request.learnerId().equals(enrollment.learnerId())) {
            return new Rejected(Reason.NOT_ENROLLMENT_OWNER);
        }
        LessonRef completed = completedLesson(enrollment, outlines, request.lessonId());
        if (completed != null) {
            return alreadyCompleted(enrollment.recent(completed), request);
        }
        Outline outline = outlines.outline(enrollment.courseId());
        if (outline == null || outline.isDeleted()) {
            return new Pending(Reason.UNKNOWN_COURSE);
        }
        if (!enrollment.membership().active()) {
            return new Rejected(Reason.ENROLLMENT_NOT_ACTIVE);
        }
        Integer ordinal = outline.ordinalOf(request.lessonId());
        return ordinal == null
                ? new Pending(Reason.LESSON_NOT_IN_COURSE)
                : new Accepted(enrollment.withCompletion(request.requestId(), ordinal, request.occurredAt()));
    }

    private static Verdict alreadyCompleted(@Nullable Completion original, Request request) {
        if (original == null) {
            return new Rejected(Reason.ALREADY_COMPLETED);
        }
        return original.requestId().equals(request.requestId())
                ? new Replayed(original.completedAt())
                : new Rejected(Reason.ALREADY_COMPLETED, original.requestId(), original.completedAt());
    }

    /**
     * The enrollment with an imported completion, the same enrollment if the lesson was complete, or null if the
     * lesson's ordinal is not known yet. Neither owner nor activity matter: it is what the LMS had recorded.
     */
    public static @Nullable Enrollment importCompletion(
            Enrollment enrollment, Outlines outlines, String lessonId, UUID requestId, long completedAt) {
        if (completedLesson(enrollment, outlines, lessonId) != null) {
            return enrollment;
        }
        Outline outline = outlines.outline(enrollment.courseId());
        Integer ordinal = outline == null ? null : outline.ordinalOfAny(lessonId);
        return ordinal == null ? null : enrollment.withCompletion(requestId, ordinal, completedAt);
    }

    /**
     * When the enrollment's course was completed, milliseconds since 1970: when the last of the lessons was that it requires
     * now, in whichever course that was. Null unless the course is complete now and was not before: it is told once.
     */
    public static @Nullable Long courseCompletedAt(Enrollment enrollment, Outlines outlines) {
        Outline outline = enrollment.isCourseCompleted() ? null : outlines.outline(enrollment.courseId());
        if (outline == null || !outline.isCompletable()) {
            return null;
        }
        boolean isInOneCourse = enrollment.courses().size() == 1;
        if (isInOneCourse && !enrollment.progress().completed().containsAll(outline.required())) {
            return null;
        }
        long latest = Long.MIN_VALUE;
        for (String lesson : outline.requiredLessons()) {
            LessonRef completed = completedLesson(enrollment, outlines, lesson);
            if (completed == null) {
                return null;
            }
            latest = Math.max(latest, enrollment.completedAt(completed));
        }
        return latest;
    }

    /** Where the lesson is noted as complete, in the present course or a former one; null if it is not. */
    private static @Nullable LessonRef completedLesson(Enrollment enrollment, Outlines outlines, String lessonId) {
        for (int course = 0; course < enrollment.courses().size(); course++) {
            var progress = enrollment.courses().get(course);
            Outline outline = outlines.outline(progress.courseId());
            Integer ordinal = outline == null ? null : outline.ordinalOfAny(lessonId);
            if (ordinal != null && progress.completed().contains(ordinal)) {
                return new LessonRef(course, Objects.requireNonNull(ordinal));
            }
        }
        return null;
    }
}
