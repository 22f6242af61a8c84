package dev.oncemark.streams.enrollment;

/** The lessons of one course that an enrollment has completed, by their ordinals in that course. */
public record CourseProgress(String courseId, Ordinals completed) {

    CourseProgress with(int ordinal) {
        return new CourseProgress(courseId, completed.with(ordinal));
    }
}
