package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.streams.enrollment.Ordinals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A course's outline, laid out for deciding: lessons by id, required ordinals as a bitmap. Immutable. */
public final class Outline {

    private final long version;
    private final boolean published;
    private final boolean deleted;
    private final Map<String, Integer> lessons = new HashMap<>();
    private final Map<String, Integer> formerLessons = new HashMap<>();
    private final List<String> requiredLessons;
    private final Ordinals required;

    private Outline(CourseOutline outline) {
        this.version = outline.version();
        this.published = outline.published();
        this.deleted = Boolean.TRUE.equals(outline.deleted());
        Ordinals all = Ordinals.NONE;
        for (var lesson : outline.lessons()) {
            lessons.put(lesson.lessonId(), lesson.ordinal());
            all = lesson.required() ? all.with(lesson.ordinal()) : all;
        }
        outline.formerLessons().forEach(lesson -> formerLessons.put(lesson.lessonId(), lesson.ordinal()));
        this.required = all;
        this.requiredLessons = outline.lessons().stream()
                .filter(CourseOutline.Lesson::required)
                .map(CourseOutline.Lesson::lessonId)
                .toList();
    }

    public static Outline of(CourseOutline outline) {
        return new Outline(outline);
    }

    public long version() {
        return version;
    }

    /** Whether the LMS deleted the course: to a request it is as unknown as one that never was. */
    public boolean isDeleted() {
        return deleted;
    }

    /** Whether the course can be completed: it is published and requires something. */
    public boolean isCompletable() {
        return published && !deleted && !requiredLessons.isEmpty();
    }

    /** The ordinal of a lesson of the course, or null if it is not one now. */
    public @Nullable Integer ordinalOf(String lessonId) {
        return lessons.get(lessonId);
    }

    /** The ordinal of a lesson that is or once was part of the course, or null if it never was. */
    public @Nullable Integer ordinalOfAny(String lessonId) {
        Integer ordinal = lessons.get(lessonId);
        return ordinal != null ? ordinal : formerLessons.get(lessonId);
    }

    /** The ordinals of the lessons that the course requires. */
    public Ordinals required() {
        return required;
    }

    public List<String> requiredLessons() {
        return requiredLessons;
    }
}
