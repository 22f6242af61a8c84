package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.CourseVerdict.Kind;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.enrollment.CourseRecord.Reopened;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.LessonRef;
import dev.oncemark.streams.enrollment.Ordinals;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Decides whether an enrollment's course is complete, and what a changed course does to that (docs/design.md, section 4). */
public final class CourseDecision {

    private CourseDecision() {}

    /**
     * When everything that the enrollment's course requires was complete, milliseconds since 1970: when the last of the
     * lessons was that it requires now, in whichever course that was. Null where something is missing, the course cannot be
     * completed at all, or was completed in this attempt. That the course is not quiet, or not wholly read, does not matter.
     */
    public static @Nullable Long completedAt(Enrollment enrollment, Outlines outlines) {
        Outline outline = enrollment.isCourseCompleted() ? null : outlines.outline(enrollment.courseId());
        if (outline == null || !outline.mayBeCompleted()) {
            return null;
        }
        boolean isInOneCourse = enrollment.courses().size() == 1;
        if (isInOneCourse && !enrollment.progress().completed().containsAll(outline.required())) {
            return null;
        }
        long latest = Long.MIN_VALUE;
        for (String lesson : outline.requiredLessons()) {
            LessonRef completed = Lessons.completed(enrollment, outlines, lesson);
            if (completed == null) {
                return null;
            }
            latest = Math.max(latest, enrollment.completedAt(completed));
        }
        return latest;
    }

    /**
     * The enrollment after an acceptance of the lesson, with a note of it where that made everything complete that the
     * course requires: a completion that has to wait is told as that acceptance's.
     */
    public static Enrollment noted(Enrollment after, Outlines outlines, String lessonId, Origin origin) {
        if (after.isCourseCompleted()) {
            return after;
        }
        Outline outline = outlines.outline(after.courseId());
        return outline != null && outline.isRequired(lessonId) && completedAt(after, outlines) != null
                ? after.withCompletedBy(origin)
                : after;
    }

    /**
     * What becomes of the enrollment's course completion now, or null where nothing changes.
     *
     * @param isHeld whether rows of the enrollment cannot be read: until they can, nothing is told
     * @param now milliseconds since 1970; a client's clock may be ahead, and nobody prints a date that is still to come
     */
    public static @Nullable CourseVerdict decide(
            Enrollment enrollment, Outlines outlines, BooleanSupplier isHeld, long now) {
        Outline outline = outlines.outline(enrollment.courseId());
        if (outline == null) {
            return null;
        }
        if (enrollment.isCourseCompleted()) {
            return outline.policy() == CompletionPolicy.STICKY
                            || !enrollment.revisions().course().isOfPresentCourse()
                            || !outline.isCompletable()
                            || isHeld.getAsBoolean()
                    ? null
                    : byPolicy(enrollment, outline, outlines);
        }
        Long completedAt = completedAt(enrollment, outlines);
        if (completedAt == null) {
            Enrollment forgetful = enrollment.withCompletedBy(null);
            return forgetful.equals(enrollment) ? null : CourseVerdict.of(forgetful, Kind.NOTHING, Origin.CATALOG);
        }
        if (!outline.isCompletable() || isHeld.getAsBoolean()) {
            return null;
        }
        if (isRestored(enrollment, outline, outlines)) {
            return CourseVerdict.of(enrollment.withCourseRestored(), Kind.RESTORED, Origin.CATALOG);
        }
        Origin by = enrollment.revisions().completedBy();
        return CourseVerdict.of(
                enrollment.withCourseCompleted(Math.min(completedAt, now)),
                Kind.COMPLETED,
                by == null ? Origin.CATALOG : by);
    }

    private static @Nullable CourseVerdict byPolicy(Enrollment enrollment, Outline outline, Outlines outlines) {
        List<String> missing = Lessons.missing(enrollment, outline, outlines);
        if (outline.policy() == CompletionPolicy.REOPEN) {
            return missing.isEmpty()
                    ? null
                    : new CourseVerdict(enrollment.withCourseEnded(true), Kind.REOPENED, Origin.CATALOG, missing);
        }
        Ordinals ordinals = Ordinals.NONE;
        for (String lesson : missing) {
            ordinals = ordinals.with(Objects.requireNonNull(outline.ordinalOf(lesson)));
        }
        if (ordinals.equals(enrollment.revisions().course().flagged())) {
            return null;
        }
        Kind kind = missing.isEmpty() ? Kind.NOTHING : Kind.CONTENT_CHANGED;
        return new CourseVerdict(enrollment.withFlagged(ordinals), kind, Origin.CATALOG, missing);
    }

    /** Whether the completion of this course that was reopened stands again: nothing that it requires was completed since. */
    private static boolean isRestored(Enrollment enrollment, Outline outline, Outlines outlines) {
        Reopened reopened = enrollment.revisions().course().reopened();
        if (reopened == null || reopened.course() != enrollment.current()) {
            return false;
        }
        Set<LessonRef> since = new HashSet<>(reopened.since());
        for (String lesson : outline.requiredLessons()) {
            if (since.contains(Lessons.completed(enrollment, outlines, lesson))) {
                return false;
            }
        }
        return true;
    }
}
