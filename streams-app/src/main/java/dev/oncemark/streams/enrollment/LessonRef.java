package dev.oncemark.streams.enrollment;

/**
 * Where an enrollment notes that a lesson is complete.
 *
 * @param course the index of the course among the enrollment's
 * @param ordinal the lesson's ordinal in that course
 */
public record LessonRef(int course, int ordinal) {

    boolean isAt(int courseIndex, int lessonOrdinal) {
        return course == courseIndex && ordinal == lessonOrdinal;
    }
}
