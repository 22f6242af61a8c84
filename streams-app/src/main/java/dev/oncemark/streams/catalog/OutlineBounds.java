package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import dev.oncemark.streams.enrollment.Ordinals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each record of {@code course-outlines} under the broker's default limit of 1 MiB: former lessons that make an
 * outline large go into parts. A course that is still too large is refused alone.
 */
final class OutlineBounds {

    private static final Logger LOG = LoggerFactory.getLogger(OutlineBounds.class);

    /** Over so many bytes, an outline's former lessons go into parts. */
    static final int WITH_FORMER_LESSONS = 256 << 10;

    /** The largest value; what is around it in a record is far below the rest of 1 MiB. */
    static final int MOST = 1_000_000;

    private final CatalogStore store;
    private final Consumer<CourseOutline> forward;

    OutlineBounds(CatalogStore store, Consumer<CourseOutline> forward) {
        this.store = store;
        this.forward = forward;
    }

    /** The outline, its former lessons in parts where it would be large, or null where it is too large all the same. */
    @Nullable
    CourseOutline bounded(CourseEntry course, CourseOutline outline) {
        CourseOutline bounded = outline;
        if (size(outline) > WITH_FORMER_LESSONS && !outline.formerLessons().isEmpty()) {
            bounded = apart(course, outline);
        }
        int size = size(bounded);
        if (size <= MOST && bounded.lessons().stream().allMatch(lesson -> lesson.ordinal() < Ordinals.LIMIT)) {
            return bounded;
        }
        LOG.atError()
                .addKeyValue("course", outline.courseId())
                .addKeyValue("bytes", size)
                .addKeyValue("lessons", outline.lessons().size())
                .log("a course is too large: its changes are not taken");
        return null;
    }

    /** The outline without its former lessons: they are in parts from now on, unless a part would be too large. */
    private CourseOutline apart(CourseEntry course, CourseOutline outline) {
        Set<String> moving = new HashSet<>();
        outline.formerLessons().forEach(lesson -> moving.add(lesson.lessonId()));
        List<CourseOutline> parts = parts(course, outline, moving);
        if (parts.stream().anyMatch(part -> size(part) > MOST)) {
            return outline;
        }
        for (String id : moving) {
            LessonRow lesson = Objects.requireNonNull(course.lessons().get(id));
            store.put(Home.ofLesson(outline.courseId(), id), lesson.withApart());
        }
        parts.forEach(forward);
        return course.outline(
                outline.version(),
                Boolean.TRUE.equals(outline.settling()),
                Objects.requireNonNullElse(outline.unreadableRows(), 0));
    }

    /** The parts that change: each with all lessons that it ever had. */
    private static List<CourseOutline> parts(CourseEntry course, CourseOutline outline, Set<String> moving) {
        Set<Integer> changed = new HashSet<>();
        moving.forEach(id -> changed.add(CourseOutline.partOf(id, CourseEntry.PARTS)));
        Map<Integer, List<FormerLesson>> lessons = new HashMap<>();
        course.lessons().forEach((id, lesson) -> {
            int part = CourseOutline.partOf(id, CourseEntry.PARTS);
            if (changed.contains(part) && (lesson.isApart() || moving.contains(id))) {
                lessons.computeIfAbsent(part, number -> new ArrayList<>()).add(new FormerLesson(id, lesson.ordinal()));
            }
        });
        List<CourseOutline> parts = new ArrayList<>();
        lessons.forEach((number, those) -> {
            those.sort(Comparator.comparingInt(FormerLesson::ordinal));
            parts.add(CourseOutline.part(outline.courseId(), number, outline.version() + 1, those));
        });
        return parts;
    }

    private static int size(CourseOutline outline) {
        return Objects.requireNonNull(Topics.COURSE_OUTLINES.serde().serialize("size", outline)).length;
    }
}
