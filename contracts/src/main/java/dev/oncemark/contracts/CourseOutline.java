package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A course as a whole, as of the end of a transaction or snapshot of the LMS (docs/design.md, sections 3 and 6). Key: the
 * course id.
 *
 * @param version counts the changes of this outline from 1
 * @param published whether the course can be completed yet
 * @param lessons the course's lessons, in the course's order
 * @param formerLessons lessons that were part of the course once; their ordinals stay theirs
 * @param deleted present and true where the LMS deleted the course
 */
public record CourseOutline(
        String courseId,
        long version,
        boolean published,
        List<Lesson> lessons,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FormerLesson> formerLessons,
        @Nullable Boolean deleted) {

    public CourseOutline {
        requireField("courseId", courseId);
        lessons = lessons == null ? List.of() : List.copyOf(lessons);
        formerLessons = formerLessons == null ? List.of() : List.copyOf(formerLessons);
    }

    /**
     * A lesson of the course.
     *
     * @param ordinal the lesson's number within the course from 0, given once and never reused or moved: bitmaps of
     *     completed lessons are over these
     */
    public record Lesson(String lessonId, boolean required, int ordinal) {
        public Lesson {
            requireField("lessonId", lessonId);
        }
    }

    /** A lesson that the course no longer has, with the ordinal that stays its own. */
    public record FormerLesson(String lessonId, int ordinal) {
        public FormerLesson {
            requireField("lessonId", lessonId);
        }
    }
}
