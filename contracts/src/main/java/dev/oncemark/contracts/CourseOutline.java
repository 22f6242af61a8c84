package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A course as a whole, as of the end of a transaction or snapshot of the LMS (docs/design.md, sections 3 and 6). Key: the
 * course id.
 *
 * <p>Former lessons that are too many for one record are in parts: records of this type under keys of their own
 * ({@link #partKey}), which come before the outline that counts on them. A lesson once in a part stays in it, with its
 * ordinal; whether it is in the course now, {@code lessons} says. To a reader that knows no parts, a part is the outline
 * of a deleted course.
 *
 * @param version counts the changes of this outline from 1; of a part, the version with which it came
 * @param published whether the course can be completed yet
 * @param lessons the course's lessons, in the course's order
 * @param formerLessons lessons that were part of the course once; their ordinals stay theirs
 * @param deleted present and true where the LMS deleted the course
 * @param settling present and true while the course has not been quiet for long enough: it completes nobody yet
 * @param unreadableRows how many of the course's rows cannot be read, absent where all can: until then it completes
 *     nobody
 * @param formerLessonParts in how many parts further former lessons are, absent where there are none
 * @param policy what this outline does to completions of the course that came before it; absent where it does nothing. It
 *     is the policy as of the last change of the lessons: a policy that changes acts on later outlines only
 */
public record CourseOutline(
        String courseId,
        long version,
        boolean published,
        List<Lesson> lessons,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FormerLesson> formerLessons,
        @Nullable Boolean deleted,
        @Nullable Boolean settling,
        @Nullable Integer unreadableRows,
        @Nullable Integer formerLessonParts,
        @Nullable CompletionPolicy policy) {

    private static final String PART = Ids.SEPARATOR + "former" + Ids.SEPARATOR;

    public CourseOutline {
        requireField("courseId", courseId);
        lessons = lessons == null ? List.of() : List.copyOf(lessons);
        formerLessons = formerLessons == null ? List.of() : List.copyOf(formerLessons);
        policy = policy == CompletionPolicy.STICKY ? null : policy;
    }

    /** What becomes of those who completed a course that requires more than they did. */
    public enum CompletionPolicy {
        /** They have completed it, for ever. So is every policy read that this version does not know. */
        @JsonEnumDefaultValue
        STICKY,
        /** Their completion ends until they complete what is missing, or it is not required any more. */
        REOPEN,
        /** Their completion stands; it is told that there is something new. */
        FLAG
    }

    /** An outline that ends no completion. */
    public CourseOutline(
            String courseId,
            long version,
            boolean published,
            List<Lesson> lessons,
            List<FormerLesson> formerLessons,
            @Nullable Boolean deleted,
            @Nullable Boolean settling,
            @Nullable Integer unreadableRows,
            @Nullable Integer formerLessonParts) {
        this(
                courseId,
                version,
                published,
                lessons,
                formerLessons,
                deleted,
                settling,
                unreadableRows,
                formerLessonParts,
                null);
    }

    /** A settled outline, of rows that can all be read, with all former lessons in it. */
    public CourseOutline(
            String courseId,
            long version,
            boolean published,
            List<Lesson> lessons,
            List<FormerLesson> formerLessons,
            @Nullable Boolean deleted) {
        this(courseId, version, published, lessons, formerLessons, deleted, null, null, null);
    }

    /** Part {@code number} of a course's former lessons, which comes with the outline of this version. */
    public static CourseOutline part(String courseId, int number, long version, List<FormerLesson> formerLessons) {
        return new CourseOutline(partKey(courseId, number), version, false, List.of(), formerLessons, true);
    }

    /** The key, and the {@code courseId}, of part {@code number}, counted from 0. */
    public static String partKey(String courseId, int number) {
        return courseId + PART + number;
    }

    /** Which of so many parts a former lesson is in. */
    public static int partOf(String lessonId, int parts) {
        int mixed = lessonId.hashCode() * 0x9E3779B1;
        return Math.floorMod(mixed ^ (mixed >>> 15), parts);
    }

    /** Whether this is a part of a course's former lessons, and no outline. */
    @JsonIgnore
    public boolean isPart() {
        return courseId.indexOf(Ids.SEPARATOR) >= 0;
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
