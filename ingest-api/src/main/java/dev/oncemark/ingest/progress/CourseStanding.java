package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.progress.CourseOutlines.Course;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an enrollment is in its course, by the course's outline as it is now (docs/design.md, sections 4 and 6). A
 * lesson counts whichever course it was completed in.
 *
 * @param required how many lessons the course requires now
 * @param requiredCompleted how many of these are complete: never more
 * @param waitingFor what the completion waits for, where it is {@link Completion#WAITING}
 */
record CourseStanding(
        String courseId,
        long catalogVersion,
        int requiredCompleted,
        int required,
        Completion completion,
        @Nullable WaitingFor waitingFor) {

    /** Whether the course is complete. */
    enum Completion {
        /** Some required lesson is not complete. */
        OPEN,
        /** Every required lesson is complete, but the course is not completed yet. */
        WAITING,
        /** The course was completed in the attempt under way, and nothing ended that. */
        COMPLETED
    }

    /** Why a course of which everything is done is not completed yet. */
    enum WaitingFor {
        /** The course has to be published. */
        PUBLICATION,
        /** A row of the course cannot be read: the platform's operators have to mend it. */
        UNREADABLE_ROWS,
        /** The course was changed a moment ago and may change again. */
        SETTLED_OUTLINE,
        /** Nothing that the course's outline tells: the decision is under way, or a row of this enrollment is unreadable. */
        DECISION
    }

    /** Null of an enrollment whose course or its outline is not known here. */
    static @Nullable CourseStanding of(EnrollmentProgress found, CourseOutlines outlines) {
        String courseId = courseId(found);
        Course course = courseId == null ? null : outlines.of(courseId);
        if (courseId == null || course == null) {
            return null;
        }
        Set<String> completed = new HashSet<>();
        found.lessons().forEach(lesson -> completed.add(lesson.lesson()));
        int done = (int) course.required().stream().filter(completed::contains).count();
        Completion completion = completion(found, course, done);
        return new CourseStanding(
                courseId,
                course.version(),
                done,
                course.required().size(),
                completion,
                completion == Completion.WAITING ? waitingFor(course) : null);
    }

    /** The course of the latest accepted lesson: an enrollment that moved is in it from its first lesson there. */
    private static @Nullable String courseId(EnrollmentProgress found) {
        if (!found.lessons().isEmpty()) {
            CompletionResult latest = found.lessons().get(found.lessons().size() - 1);
            return latest.courseId();
        }
        return found.course() == null ? null : found.course().completion().courseId();
    }

    private static Completion completion(EnrollmentProgress found, Course course, int done) {
        if (found.course() != null && found.course().standsIn(found.attempt())) {
            return Completion.COMPLETED;
        }
        boolean isAllDone = done == course.required().size() && done > 0;
        return isAllDone ? Completion.WAITING : Completion.OPEN;
    }

    private static WaitingFor waitingFor(Course course) {
        if (!course.isPublished()) {
            return WaitingFor.PUBLICATION;
        }
        if (course.hasUnreadableRows()) {
            return WaitingFor.UNREADABLE_ROWS;
        }
        return course.isSettling() ? WaitingFor.SETTLED_OUTLINE : WaitingFor.DECISION;
    }
}
