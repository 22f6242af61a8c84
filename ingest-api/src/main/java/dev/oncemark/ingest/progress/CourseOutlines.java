package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CourseOutline;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The latest outline of each course, as far as progress needs it; in memory, since every partition has every outline. */
public final class CourseOutlines {

    private final Map<String, Course> courses = new ConcurrentHashMap<>();

    /**
     * What has to be done to complete a course.
     *
     * @param required ids of the lessons that the course requires now
     */
    record Course(
            long version, boolean isPublished, boolean isSettling, boolean hasUnreadableRows, List<String> required) {

        private static Course of(CourseOutline outline) {
            Integer unreadable = outline.unreadableRows();
            return new Course(
                    outline.version(),
                    outline.published(),
                    Boolean.TRUE.equals(outline.settling()),
                    unreadable != null && unreadable > 0,
                    outline.lessons().stream()
                            .filter(CourseOutline.Lesson::required)
                            .map(CourseOutline.Lesson::lessonId)
                            .toList());
        }
    }

    /** The course has this outline from now on; parts with former lessons are skipped. */
    public void read(CourseOutline outline) {
        if (!outline.isPart()) {
            courses.put(outline.courseId(), Course.of(outline));
        }
    }

    /** Null of a course whose outline was not read yet. */
    @Nullable
    Course of(String courseId) {
        return courses.get(courseId);
    }
}
