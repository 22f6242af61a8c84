package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A course as its rows say, complete or not, and the ordinals that its lessons were given. */
final class CourseEntry {

    /**
     * The course's own row.
     *
     * @param present whether the LMS has it
     * @param lsn where its latest change stands in the LMS's log
     */
    record CourseRow(boolean present, boolean published, long lsn) {
        static final CourseRow NONE = new CourseRow(false, false, 0);
    }

    /**
     * A lesson that is or once was in the course.
     *
     * @param ordinal given at its first appearance, and its own for ever
     * @param present whether it is in the course now
     * @param lsn where its latest change in this course stands in the LMS's log
     */
    record LessonRow(int ordinal, boolean present, boolean required, double position, long lsn) {}

    private final String courseId;
    private CourseRow row = CourseRow.NONE;
    private final Map<String, LessonRow> lessons = new HashMap<>();
    private @Nullable CourseOutline published;

    CourseEntry(String courseId) {
        this.courseId = courseId;
    }

    CourseRow row() {
        return row;
    }

    void row(CourseRow latest) {
        row = latest;
    }

    @Nullable
    LessonRow lesson(String lessonId) {
        return lessons.get(lessonId);
    }

    void lesson(String lessonId, LessonRow latest) {
        lessons.put(lessonId, latest);
    }

    /** The ordinal of the next lesson that appears for the first time. */
    int nextOrdinal() {
        return lessons.size();
    }

    void published(CourseOutline outline) {
        published = outline;
    }

    /** The outline to publish next, as the rows are now; null where it is as published, or there never was a course. */
    @Nullable
    CourseOutline nextOutline() {
        if (published == null && !row.present()) {
            return null;
        }
        long version = published == null ? 0 : published.version();
        CourseOutline now = outline(version);
        return now.equals(published) ? null : outline(version + 1);
    }

    private CourseOutline outline(long version) {
        return new CourseOutline(
                courseId,
                version,
                row.present() && row.published(),
                row.present() ? currentLessons() : List.of(),
                formerLessons(),
                row.present() ? null : true);
    }

    private List<CourseOutline.Lesson> currentLessons() {
        List<CourseOutline.Lesson> current = new ArrayList<>();
        lessons.entrySet().stream()
                .filter(lesson -> lesson.getValue().present())
                .sorted(Comparator.comparingDouble((Map.Entry<String, LessonRow> lesson) ->
                                lesson.getValue().position())
                        .thenComparingInt(lesson -> lesson.getValue().ordinal()))
                .forEach(lesson -> current.add(new CourseOutline.Lesson(
                        lesson.getKey(),
                        lesson.getValue().required(),
                        lesson.getValue().ordinal())));
        return current;
    }

    private List<CourseOutline.FormerLesson> formerLessons() {
        return lessons.entrySet().stream()
                .filter(lesson -> !row.present() || !lesson.getValue().present())
                .sorted(Comparator.comparingInt(lesson -> lesson.getValue().ordinal()))
                .map(lesson -> new CourseOutline.FormerLesson(
                        lesson.getKey(), lesson.getValue().ordinal()))
                .toList();
    }
}
