package dev.oncemark.streams.enrollment;

import dev.oncemark.streams.enrollment.Enrollment.Completion;
import java.util.Arrays;
import java.util.List;

/**
 * The lessons of one course that the enrollment has completed in the attempt that is under way.
 *
 * @param completed by their ordinals in that course
 * @param times when each of them was completed; none while the course is complete, since nothing is dated by them then
 */
public record CourseProgress(String courseId, Ordinals completed, LessonTimes times) {

    static CourseProgress of(String courseId) {
        return new CourseProgress(courseId, Ordinals.NONE, LessonTimes.NONE);
    }

    CourseProgress with(int ordinal) {
        return new CourseProgress(courseId, completed.with(ordinal), times);
    }

    CourseProgress with(int ordinal, long completedAt) {
        return completed.contains(ordinal)
                ? this
                : new CourseProgress(
                        courseId, completed.with(ordinal), times.with(completed.rank(ordinal), completedAt));
    }

    /** This, with the lesson, which is complete, not complete any more. */
    CourseProgress without(int ordinal) {
        LessonTimes rest = times.size() == 0 ? times : times.without(completed.rank(ordinal));
        return new CourseProgress(courseId, completed.without(ordinal), rest);
    }

    CourseProgress withoutTimes() {
        return new CourseProgress(courseId, completed, LessonTimes.NONE);
    }

    /**
     * This, with times again: those of the latest completions, and {@code otherwise} where they do not tell.
     *
     * @param course the index of this course among the enrollment's
     */
    CourseProgress withTimes(List<Completion> recent, int course, long otherwise) {
        long[] known = new long[completed.count()];
        Arrays.fill(known, otherwise);
        for (Completion completion : recent) {
            if (completion.course() == course && completed.contains(completion.ordinal())) {
                known[completed.rank(completion.ordinal())] = completion.completedAt();
            }
        }
        return new CourseProgress(courseId, completed, LessonTimes.of(known));
    }
}
