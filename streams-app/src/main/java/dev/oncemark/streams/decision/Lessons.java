package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.LessonRef;
import dev.oncemark.streams.enrollment.Ordinals;
import dev.oncemark.streams.enrollment.Revisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an enrollment stands with lessons, whichever of its courses has noted it: lessons and enrollments move. */
public final class Lessons {

    private Lessons() {}

    /** Where the lesson is noted as complete, in the present course or a former one; null if it is not. */
    static @Nullable LessonRef completed(Enrollment enrollment, Outlines outlines, String lessonId) {
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

    /** Whether it can be told of every lesson if it is complete: that takes the outline of each course that has any. */
    static boolean canAllBeTold(Enrollment enrollment, Outlines outlines) {
        return outlines.outline(enrollment.courseId()) != null
                && enrollment.courses().stream()
                        .allMatch(
                                course -> course.completed().isEmpty() || outlines.outline(course.courseId()) != null);
    }

    /** Whether an acceptance of the lesson is not its first: it was taken back before, or with all others by a reset. */
    public static boolean wasCompletedBefore(Enrollment enrollment, Outlines outlines, String lessonId) {
        return enrollment.attempt() > 1 || takenBackAt(enrollment, outlines, lessonId) != null;
    }

    /**
     * Whether what happened to the lesson at {@code time} belongs to what has been taken back, with the lesson or with the
     * attempt before.
     *
     * @param time milliseconds since 1970
     */
    static boolean isTakenBack(Enrollment enrollment, Outlines outlines, String lessonId, long time) {
        Revisions revisions = enrollment.revisions();
        if (!revisions.endedCompletions()) {
            return false;
        }
        if (enrollment.attempt() > 1 && time <= revisions.attempt().began()) {
            return true;
        }
        Long takenBackAt = takenBackAt(enrollment, outlines, lessonId);
        return takenBackAt != null && time <= takenBackAt;
    }

    private static @Nullable Long takenBackAt(Enrollment enrollment, Outlines outlines, String lessonId) {
        Long latest = null;
        if (!enrollment.revisions().takeBacks().isEmpty()) {
            for (int course = 0; course < enrollment.courses().size(); course++) {
                Outline outline =
                        outlines.outline(enrollment.courses().get(course).courseId());
                Integer ordinal = outline == null ? null : outline.ordinalOfAny(lessonId);
                Long at = ordinal == null ? null : enrollment.revisions().takenBackAt(course, ordinal);
                latest = at == null || (latest != null && latest > at) ? latest : at;
            }
        }
        return latest;
    }

    /** How many of the lessons that the enrollment's course requires now are complete. */
    public static Standing standing(Enrollment enrollment, Outline outline, Outlines outlines) {
        int required = outline.requiredLessons().size();
        int completed = outline.required().countIn(enrollment.progress().completed());
        if (completed < required && hasFormerProgress(enrollment)) {
            completed = required - missing(enrollment, outline, outlines).size();
        }
        return new Standing(completed, required);
    }

    private static boolean hasFormerProgress(Enrollment enrollment) {
        for (int course = 0; course < enrollment.courses().size(); course++) {
            if (course != enrollment.current()
                    && !enrollment.courses().get(course).completed().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The lessons that the enrollment's course requires now and that are not complete, in the course's order. */
    public static List<String> missing(Enrollment enrollment, Outline outline, Outlines outlines) {
        Ordinals here = enrollment.progress().completed();
        boolean mayBeElsewhere = hasFormerProgress(enrollment);
        List<String> missing = new ArrayList<>();
        for (String lesson : outline.requiredLessons()) {
            Integer ordinal = outline.ordinalOf(lesson);
            boolean isComplete = (ordinal != null && here.contains(ordinal))
                    || (mayBeElsewhere && completed(enrollment, outlines, lesson) != null);
            if (!isComplete) {
                missing.add(lesson);
            }
        }
        return missing;
    }
}
