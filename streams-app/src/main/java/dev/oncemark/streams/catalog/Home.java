package dev.oncemark.streams.catalog;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import dev.oncemark.streams.catalog.CourseEntry.LessonRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a row of the catalog is about: a course, a section (in a course, maybe), or a lesson in a course or section. Of an
 * unreadable row, parts may be missing.
 */
record Home(
        @Nullable String courseId,
        @Nullable String sectionId,
        @Nullable String lessonId) {

    static Home ofCourse(String courseId) {
        return new Home(courseId, null, null);
    }

    static Home ofSection(String sectionId) {
        return new Home(null, sectionId, null);
    }

    static Home ofLesson(String courseId, String lessonId) {
        return new Home(courseId, null, lessonId);
    }

    static Home ofLessonInSection(String sectionId, String lessonId) {
        return new Home(null, sectionId, lessonId);
    }

    /** Whether it names a course, a section or a lesson in one of them. */
    boolean isWhole(CatalogInput.Table table) {
        return switch (table) {
            case COURSE -> courseId != null;
            case SECTION -> sectionId != null;
            case LESSON -> lessonId != null && (courseId != null || sectionId != null);
        };
    }

    /** Where the latest change of what is at home here stands in the log; 0 where nothing is known of it. */
    long lsn(CatalogInput.Table table, CatalogStore store) {
        if (!isWhole(table)) {
            return 0;
        }
        return switch (table) {
            case COURSE -> store.course(Objects.requireNonNull(courseId)).row().lsn();
            case SECTION ->
                store.section(Objects.requireNonNull(sectionId)).row().lsn();
            case LESSON -> {
                LessonRow lesson = store.lesson(this);
                yield lesson == null ? 0 : lesson.lsn();
            }
        };
    }

    /** Whether the platform has, as far as is known, what is at home here. */
    boolean isPresent(CatalogInput.Table table, CatalogStore store) {
        return switch (table) {
            case COURSE -> store.course(Objects.requireNonNull(courseId)).row().present();
            case SECTION ->
                store.section(Objects.requireNonNull(sectionId)).row().present();
            case LESSON -> {
                LessonRow lesson = store.lesson(this);
                yield lesson != null && lesson.present();
            }
        };
    }

    /** The course that it is in, or null where that is not known. */
    @Nullable
    String course(CatalogStore store) {
        return sectionId == null ? courseId : store.section(sectionId).row().course();
    }

    /** The ordinal of a lesson that appears there for the first time; -1 in a section. */
    int nextOrdinal(CatalogStore store) {
        return sectionId != null
                ? -1
                : store.course(Objects.requireNonNull(courseId)).nextOrdinal();
    }

    /** The home that {@code other} names where this one does not say. */
    Home orElse(@Nullable Home other) {
        if (other == null) {
            return this;
        }
        boolean isPlaced = courseId != null || sectionId != null;
        return new Home(
                isPlaced ? courseId : other.courseId,
                isPlaced ? sectionId : other.sectionId,
                lessonId == null ? other.lessonId : lessonId);
    }

    /** One text for each home, without control characters but the separator. */
    String key(CatalogInput.Table table) {
        String place =
                sectionId == null ? courseId : table == CatalogInput.Table.LESSON ? "section " + sectionId : sectionId;
        return table.text() + SEPARATOR + place + SEPARATOR + lessonId;
    }
}
