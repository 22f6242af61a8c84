package dev.oncemark.streams.catalog;

import static dev.oncemark.contracts.Ids.SEPARATOR;

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
