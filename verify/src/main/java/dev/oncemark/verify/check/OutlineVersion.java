package dev.oncemark.verify.check;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** One version of a course's outline, as sets. */
final class OutlineVersion {

    private final CourseOutline outline;
    private final Set<String> lessons;
    private final Set<String> everLessons;
    private final Set<String> required;
    private long publishedAt;
    private long firstPublishedAt = Long.MAX_VALUE;
    private final BitSet partitions = new BitSet();

    OutlineVersion(CourseOutline outline) {
        this.outline = outline;
        this.lessons = outline.lessons().stream().map(Lesson::lessonId).collect(Collectors.toSet());
        this.required = outline.lessons().stream()
                .filter(Lesson::required)
                .map(Lesson::lessonId)
                .collect(Collectors.toSet());
        this.everLessons = new HashSet<>(lessons);
        outline.formerLessons().stream().map(FormerLesson::lessonId).forEach(everLessons::add);
    }

    /** This outline is in a partition, written there at {@code timestamp}. */
    void seen(int partition, long timestamp) {
        partitions.set(partition);
        publishedAt = Math.max(publishedAt, timestamp);
        firstPublishedAt = Math.min(firstPublishedAt, timestamp);
    }

    /** In how many partitions it is. */
    int copies() {
        return partitions.cardinality();
    }

    CourseOutline outline() {
        return outline;
    }

    long number() {
        return outline.version();
    }

    /** When the last partition had it, milliseconds since 1970. */
    long publishedAt() {
        return publishedAt;
    }

    /** When the first partition had it, milliseconds since 1970. */
    long firstPublishedAt() {
        return firstPublishedAt;
    }

    boolean isDeleted() {
        return Boolean.TRUE.equals(outline.deleted());
    }

    /** Whether it came too soon after a change to complete anybody. */
    boolean isSettling() {
        return Boolean.TRUE.equals(outline.settling());
    }

    /** Whether rows of the course could not be read. */
    boolean isHeld() {
        Integer unreadable = outline.unreadableRows();
        return unreadable != null && unreadable > 0;
    }

    /** The lessons of a part are former ones of the course too. */
    void addFormer(CourseOutline part) {
        part.formerLessons().stream().map(FormerLesson::lessonId).forEach(everLessons::add);
    }

    boolean has(String lesson) {
        return lessons.contains(lesson);
    }

    /** Whether the lesson is or once was part of the course. */
    boolean everHad(String lesson) {
        return everLessons.contains(lesson);
    }

    Set<String> required() {
        return required;
    }

    int requiredLessons() {
        return required.size();
    }

    /** Whether somebody who has completed these lessons has completed the course. */
    boolean isCompletedBy(Set<String> completed) {
        return isCompletable() && !required.isEmpty() && completed.containsAll(required);
    }

    /** Whether the course can be completed now, and whether its policy counts. */
    boolean isCompletable() {
        return outline.published() && !isDeleted() && !isSettling() && !isHeld();
    }
}
