package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.streams.enrollment.Ordinals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A course's outline, laid out for deciding: lessons by id, required ordinals as a bitmap. It never changes; parts of
 * former lessons are read when a lesson is asked for that may be in them.
 */
public final class Outline {

    /** Where the parts of a course's former lessons are. */
    @FunctionalInterface
    public interface Parts {

        /** The part under this key, or null if there is none. */
        @Nullable
        CourseOutline part(String key);
    }

    private final String courseId;
    private final long version;
    private final boolean published;
    private final boolean deleted;
    private final boolean settling;
    private final int unreadableRows;
    private final int partCount;
    private final CompletionPolicy policy;
    private final Parts parts;
    private final Map<Integer, Map<String, Integer>> readParts = new HashMap<>();
    private final Map<String, Integer> lessons = new HashMap<>();
    private final Map<String, Integer> formerLessons = new HashMap<>();
    private final List<String> requiredLessons;
    private final Ordinals required;

    private Outline(CourseOutline outline, Parts parts) {
        this.courseId = outline.courseId();
        this.parts = parts;
        this.partCount = Objects.requireNonNullElse(outline.formerLessonParts(), 0);
        this.settling = Boolean.TRUE.equals(outline.settling());
        this.unreadableRows = Objects.requireNonNullElse(outline.unreadableRows(), 0);
        this.policy = Objects.requireNonNullElse(outline.policy(), CompletionPolicy.STICKY);
        this.version = outline.version();
        this.published = outline.published();
        this.deleted = Boolean.TRUE.equals(outline.deleted());
        Ordinals all = Ordinals.NONE;
        for (var lesson : outline.lessons()) {
            lessons.put(lesson.lessonId(), lesson.ordinal());
            all = lesson.required() ? all.with(lesson.ordinal()) : all;
        }
        formerLessons.putAll(ordinals(outline));
        this.required = all;
        this.requiredLessons = outline.lessons().stream()
                .filter(CourseOutline.Lesson::required)
                .map(CourseOutline.Lesson::lessonId)
                .toList();
    }

    /** An outline whose former lessons are all in its record. */
    public static Outline of(CourseOutline outline) {
        return of(outline, key -> null);
    }

    public static Outline of(CourseOutline outline, Parts parts) {
        return new Outline(outline, parts);
    }

    public long version() {
        return version;
    }

    /** Whether the LMS deleted the course: to a request it is as unknown as one that never was. */
    public boolean isDeleted() {
        return deleted;
    }

    /** Whether changes of the course are too fresh to complete anybody by them. */
    public boolean isSettling() {
        return settling;
    }

    /** How many of the course's rows cannot be read: it may require more than is known. */
    public int unreadableRows() {
        return unreadableRows;
    }

    /** Whether the course can be completed, now or when it is quiet and wholly read: it is published and requires something. */
    public boolean mayBeCompleted() {
        return published && !deleted && !requiredLessons.isEmpty();
    }

    /** Whether the course can be completed now: it is quiet and wholly read, too. */
    public boolean isCompletable() {
        return mayBeCompleted() && !settling && unreadableRows == 0;
    }

    /** What this outline does to completions of the course that came before it. */
    public CompletionPolicy policy() {
        return policy;
    }

    /** The ordinal of a lesson of the course, or null if it is not one now. */
    public @Nullable Integer ordinalOf(String lessonId) {
        return lessons.get(lessonId);
    }

    /** The ordinal of a lesson that is or once was part of the course, or null if it never was. */
    public @Nullable Integer ordinalOfAny(String lessonId) {
        Integer ordinal = lessons.get(lessonId);
        if (ordinal == null) {
            ordinal = formerLessons.get(lessonId);
        }
        if (ordinal == null && partCount > 0) {
            int part = CourseOutline.partOf(lessonId, partCount);
            ordinal = readParts.computeIfAbsent(part, this::readPart).get(lessonId);
        }
        return ordinal;
    }

    private Map<String, Integer> readPart(int number) {
        CourseOutline part = parts.part(CourseOutline.partKey(courseId, number));
        return part == null ? Map.of() : ordinals(part);
    }

    private static Map<String, Integer> ordinals(CourseOutline outline) {
        Map<String, Integer> ordinals = new HashMap<>();
        outline.formerLessons().forEach(lesson -> ordinals.put(lesson.lessonId(), lesson.ordinal()));
        return ordinals;
    }

    /** Whether the course requires the lesson now. */
    public boolean isRequired(String lessonId) {
        Integer ordinal = lessons.get(lessonId);
        return ordinal != null && required.contains(ordinal);
    }

    /** The ordinals of the lessons that the course requires. */
    public Ordinals required() {
        return required;
    }

    public List<String> requiredLessons() {
        return requiredLessons;
    }
}
