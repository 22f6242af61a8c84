package dev.oncemark.streams.enrollment;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one enrollment: an immutable value, one packed record in the store. It never forgets a completed
 * lesson; only which request completed it is forgotten after {@link #RECENT} others.
 *
 * @param active whether it takes requests
 * @param rowVersion the LSN of the latest row of {@code lms.enrollment} that was applied; older rows change nothing
 * @param sequence how many changes were accepted
 * @param current the index in {@code courses} of the course in which the learner is enrolled now
 * @param courses every course in which the learner was enrolled here, in that order; at least one
 * @param recent the latest completions, the oldest first, at most {@link #RECENT}
 * @param latestCompletedAt the latest time of any completion, milliseconds since 1970; 0 before the first
 * @param courseCompletedAt when the course was completed, or null
 * @param importsWaiting whether imported rows wait for their lessons to be in the outline
 * @param importsTriedUnder the version of the outline under which waiting rows were last looked at; 0 for none
 */
public record Enrollment(
        String learnerId,
        boolean active,
        long rowVersion,
        long sequence,
        int current,
        List<CourseProgress> courses,
        List<Completion> recent,
        long latestCompletedAt,
        @Nullable Long courseCompletedAt,
        boolean importsWaiting,
        long importsTriedUnder) {

    /** How many of the latest completions keep their request id and time. */
    public static final int RECENT = 16;

    public Enrollment {
        importsTriedUnder = importsWaiting ? importsTriedUnder : 0;
    }

    /** An enrollment of which only its row is known yet. */
    public static Enrollment of(String learnerId, String courseId, boolean active, long rowVersion) {
        List<CourseProgress> courses = List.of(new CourseProgress(courseId, Ordinals.NONE));
        return new Enrollment(learnerId, active, rowVersion, 0, 0, courses, List.of(), 0, null, false, 0);
    }

    /** The course in which the learner is enrolled now. */
    public String courseId() {
        return courses.get(current).courseId();
    }

    /** What is completed of the course in which the learner is enrolled now. */
    public CourseProgress progress() {
        return courses.get(current);
    }

    public boolean isCourseCompleted() {
        return courseCompletedAt != null;
    }

    /** The completion of the lesson at {@code place}, where it is among the latest. */
    public @Nullable Completion recentAt(Place place) {
        for (Completion completion : recent) {
            if (completion.isAt(place)) {
                return completion;
            }
        }
        return null;
    }

    /** This, and a newer row of it. Where the row names another course, progress in the former one stays noted. */
    public Enrollment withRow(String learner, String courseId, boolean isActive, long version) {
        int index = indexOf(courseId);
        List<CourseProgress> all = courses;
        if (index == all.size()) {
            all = new ArrayList<>(courses);
            all.add(new CourseProgress(courseId, Ordinals.NONE));
        }
        long triedUnder = index == current ? importsTriedUnder : 0;
        return new Enrollment(
                learner,
                isActive,
                version,
                sequence,
                index,
                List.copyOf(all),
                recent,
                latestCompletedAt,
                courseCompletedAt,
                importsWaiting,
                triedUnder);
    }

    private int indexOf(String courseId) {
        int index = 0;
        while (index < courses.size() && !courses.get(index).courseId().equals(courseId)) {
            index++;
        }
        return index;
    }

    /** This, and the lesson with {@code ordinal} in the current course completed: one accepted change more. */
    public Enrollment withCompletion(UUID requestId, int ordinal, long completedAt) {
        List<CourseProgress> progress = new ArrayList<>(courses);
        progress.set(current, progress().with(ordinal));
        List<Completion> latest = new ArrayList<>(recent.size() == RECENT ? recent.subList(1, RECENT) : recent);
        latest.add(new Completion(requestId, current, ordinal, completedAt));
        return new Enrollment(
                learnerId,
                active,
                rowVersion,
                sequence + 1,
                current,
                List.copyOf(progress),
                List.copyOf(latest),
                sequence == 0 ? completedAt : Math.max(latestCompletedAt, completedAt),
                courseCompletedAt,
                importsWaiting,
                importsTriedUnder);
    }

    /** This, with its course completed. */
    public Enrollment withCourseCompleted(long completedAt) {
        return new Enrollment(
                learnerId,
                active,
                rowVersion,
                sequence,
                current,
                courses,
                recent,
                latestCompletedAt,
                completedAt,
                importsWaiting,
                importsTriedUnder);
    }

    /** This, with imported rows waiting or not, last looked at under a version of the outline. */
    public Enrollment withImports(boolean waiting, long triedUnder) {
        return new Enrollment(
                learnerId,
                active,
                rowVersion,
                sequence,
                current,
                courses,
                recent,
                latestCompletedAt,
                courseCompletedAt,
                waiting,
                triedUnder);
    }
}
