package dev.oncemark.streams.enrollment;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one enrollment: an immutable value, one packed record in the store. It never forgets a completed
 * lesson; only which request completed it is forgotten after {@link #RECENT} others, and when, once a course is complete.
 *
 * @param membership what the latest row of {@code lms.enrollment} says
 * @param current the index in {@code courses} of the course in which the learner is enrolled now
 * @param courses every course in which the learner was enrolled here, in that order; at least one
 * @param history what was accepted
 * @param courseCompletedAt when the course was completed, milliseconds since 1970, or null
 * @param imports the imported rows that wait
 */
public record Enrollment(
        Membership membership,
        int current,
        List<CourseProgress> courses,
        CompletionLog history,
        @Nullable Long courseCompletedAt,
        ImportState imports) {

    /** How many of the latest completions keep their request id and time. */
    public static final int RECENT = 16;

    /**
     * What the LMS says of the enrollment, but for its course.
     *
     * @param active whether it takes requests
     * @param rowVersion the LSN of the row; older rows change nothing
     */
    public record Membership(String learnerId, boolean active, long rowVersion) {}

    /**
     * The lessons of one course that the enrollment has completed.
     *
     * @param completed by their ordinals in that course
     * @param times when each of them was completed; none once a course is complete, since nothing is dated by them then
     */
    public record CourseProgress(String courseId, Ordinals completed, LessonTimes times) {

        static CourseProgress of(String courseId) {
            return new CourseProgress(courseId, Ordinals.NONE, LessonTimes.NONE);
        }

        CourseProgress with(int ordinal) {
            return new CourseProgress(courseId, completed.with(ordinal), times);
        }

        CourseProgress with(int ordinal, long completedAt) {
            return completed.contains(ordinal)
                    ? this
                    : new CourseProgress(
                            courseId, completed.with(ordinal), times.with(completed.rank(ordinal), completedAt));
        }

        CourseProgress withoutTimes() {
            return new CourseProgress(courseId, completed, LessonTimes.NONE);
        }
    }

    /**
     * Where an enrollment notes that a lesson is complete.
     *
     * @param course the index of the course among the enrollment's
     * @param ordinal the lesson's ordinal in that course
     */
    public record LessonRef(int course, int ordinal) {}

    /**
     * One of the enrollment's latest completions.
     *
     * @param requestId the request that completed the lesson
     * @param course the index of the course among the enrollment's
     * @param ordinal the lesson's ordinal in that course
     * @param completedAt milliseconds since 1970
     */
    public record Completion(UUID requestId, int course, int ordinal, long completedAt) {

        boolean isOf(LessonRef lesson) {
            return course == lesson.course() && ordinal == lesson.ordinal();
        }
    }

    /**
     * The accepted changes.
     *
     * @param sequence how many there were
     * @param recent the latest, the oldest first, at most {@link #RECENT}
     * @param latestCompletedAt the latest time of any completion, milliseconds since 1970; 0 before the first
     */
    public record CompletionLog(long sequence, List<Completion> recent, long latestCompletedAt) {

        static final CompletionLog NONE = new CompletionLog(0, List.of(), 0);

        CompletionLog with(Completion completion) {
            List<Completion> latest = new ArrayList<>(recent.size() == RECENT ? recent.subList(1, RECENT) : recent);
            latest.add(completion);
            long at = completion.completedAt();
            return new CompletionLog(
                    sequence + 1, List.copyOf(latest), sequence == 0 ? at : Math.max(latestCompletedAt, at));
        }
    }

    /**
     * Imported rows that wait for their lessons to be in the outline.
     *
     * @param waiting whether there are any
     * @param triedUnder the version of the outline under which they were last looked at; 0 for none
     */
    public record ImportState(boolean waiting, long triedUnder) {

        static final ImportState NONE = new ImportState(false, 0);

        public ImportState {
            triedUnder = waiting ? triedUnder : 0;
        }
    }

    /** An enrollment of which only its row is known yet. */
    public static Enrollment of(Membership membership, String courseId) {
        List<CourseProgress> courses = List.of(CourseProgress.of(courseId));
        return new Enrollment(membership, 0, courses, CompletionLog.NONE, null, ImportState.NONE);
    }

    /** The enrollment's learner. */
    public String learnerId() {
        return membership.learnerId();
    }

    /** The course in which the learner is enrolled now. */
    public String courseId() {
        return courses.get(current).courseId();
    }

    /** What is completed of the course in which the learner is enrolled now. */
    public CourseProgress progress() {
        return courses.get(current);
    }

    /** How many changes were accepted. */
    public long sequence() {
        return history.sequence();
    }

    public boolean isCourseCompleted() {
        return courseCompletedAt != null;
    }

    /** The completion of the lesson, where it is among the latest. */
    public @Nullable Completion recent(LessonRef lesson) {
        for (Completion completion : history.recent()) {
            if (completion.isOf(lesson)) {
                return completion;
            }
        }
        return null;
    }

    /**
     * When a completed lesson was completed, milliseconds since 1970, as long as no course is complete. Of what an app of
     * version 0.1.0 noted, only the latest {@link #RECENT} times are known; the others are taken to be the latest of all.
     */
    public long completedAt(LessonRef lesson) {
        CourseProgress course = courses.get(lesson.course());
        return course.times().at(course.completed().rank(lesson.ordinal()));
    }

    /** This, and a newer row of it. Where the row names another course, progress in the former one stays noted. */
    public Enrollment withRow(Membership newer, String courseId) {
        int index = indexOf(courseId);
        List<CourseProgress> all = courses;
        if (index == all.size()) {
            all = new ArrayList<>(courses);
            all.add(CourseProgress.of(courseId));
        }
        ImportState waiting = index == current ? imports : new ImportState(imports.waiting(), 0);
        return new Enrollment(newer, index, List.copyOf(all), history, courseCompletedAt, waiting);
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
        progress.set(
                current,
                isCourseCompleted() ? progress().with(ordinal) : progress().with(ordinal, completedAt));
        CompletionLog longer = history.with(new Completion(requestId, current, ordinal, completedAt));
        return new Enrollment(membership, current, List.copyOf(progress), longer, courseCompletedAt, imports);
    }

    /** This, with its course completed. */
    public Enrollment withCourseCompleted(long completedAt) {
        List<CourseProgress> progress =
                courses.stream().map(CourseProgress::withoutTimes).toList();
        return new Enrollment(membership, current, progress, history, completedAt, imports);
    }

    /** This, with imported rows waiting or not, last looked at under a version of the outline. */
    public Enrollment withImports(boolean waiting, long triedUnder) {
        return new Enrollment(
                membership, current, courses, history, courseCompletedAt, new ImportState(waiting, triedUnder));
    }
}
