package dev.oncemark.streams.enrollment;

import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.enrollment.CourseRecord.Reopened;
import dev.oncemark.streams.enrollment.Revisions.Attempt;
import dev.oncemark.streams.enrollment.Revisions.CarriedOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one enrollment: an immutable value, one packed record in the store. Only a command makes it forget a
 * completed lesson; which request completed a lesson is forgotten after {@link #RECENT} others, and when, while the course
 * is complete.
 *
 * @param membership what the latest row of {@code lms.enrollment} says
 * @param current the index in {@code courses} of the course in which the learner is enrolled now
 * @param courses every course in which the learner was enrolled here, in that order; at least one
 * @param history what was accepted
 * @param courseCompletedAt when the course was completed in the attempt that is under way, milliseconds since 1970, or null
 * @param imports the imported rows that wait
 * @param revisions what commands and late changes of the course left
 */
public record Enrollment(
        Membership membership,
        int current,
        List<CourseProgress> courses,
        CompletionLog history,
        @Nullable Long courseCompletedAt,
        ImportState imports,
        Revisions revisions) {

    /** How many of the latest completions keep their request id and time. */
    public static final int RECENT = 16;

    /**
     * One of the enrollment's latest completions.
     *
     * @param requestId the request that completed the lesson
     * @param course the index of the course among the enrollment's
     * @param ordinal the lesson's ordinal in that course
     * @param completedAt milliseconds since 1970
     */
    public record Completion(UUID requestId, int course, int ordinal, long completedAt) {

        /** Whether it is of that lesson. */
        public boolean isOf(LessonRef lesson) {
            return lesson.isAt(course, ordinal);
        }
    }

    /** An enrollment of which only its row is known yet. */
    public static Enrollment of(Membership membership, String courseId) {
        List<CourseProgress> courses = List.of(CourseProgress.of(courseId));
        return new Enrollment(membership, 0, courses, CompletionLog.NONE, null, ImportState.NONE, Revisions.NONE);
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

    /** The number of the attempt that is under way, counted from 1. */
    public int attempt() {
        return revisions.attempt().number();
    }

    /** Whether the course is complete in the attempt that is under way. */
    public boolean isCourseCompleted() {
        return courseCompletedAt != null;
    }

    /** How many course completions there were: the number of the latest. */
    public int courseCompletions() {
        return revisions.course().earlier() + (isCourseCompleted() ? 1 : 0);
    }

    /** Whether the latest course completion stands, in this attempt or kept from one before. */
    public boolean hasStandingCompletion() {
        return isCourseCompleted() || revisions.course().kept();
    }

    /** The latest completion of the lesson, where it is among the latest of all. It stands if the lesson is complete. */
    public @Nullable Completion recent(LessonRef lesson) {
        List<Completion> recent = history.recent();
        for (int at = recent.size() - 1; at >= 0; at--) {
            if (recent.get(at).isOf(lesson)) {
                return recent.get(at);
            }
        }
        return null;
    }

    /**
     * When a completed lesson was completed, milliseconds since 1970, while the course is not complete. Of what an app of
     * version 0.1.0 noted, only the latest {@link #RECENT} times are known; the others are taken to be the latest of all.
     */
    public long completedAt(LessonRef lesson) {
        CourseProgress course = courses.get(lesson.course());
        return course.times().at(course.completed().rank(lesson.ordinal()));
    }

    /** This, and a newer row of it. Where the row names another course, progress in the former one stays noted. */
    public Enrollment withRow(Membership newer, String courseId) {
        int index = indexOf(courseId);
        if (index == current) {
            return new Enrollment(newer, current, courses, history, courseCompletedAt, imports, revisions);
        }
        List<CourseProgress> all = new ArrayList<>(courses);
        if (index == all.size()) {
            all.add(CourseProgress.of(courseId));
        }
        CourseRecord record = revisions.course();
        Revisions moved =
                revisions.withCompletedBy(null).withCourse(isCourseCompleted() ? record.moved(current, index) : record);
        ImportState waiting = new ImportState(imports.waiting(), 0);
        return new Enrollment(newer, index, List.copyOf(all), history, courseCompletedAt, waiting, moved);
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
        Revisions noted = revisions.equals(Revisions.NONE)
                ? revisions
                : revisions.withCourse(revisions.course().withCompletion(new LessonRef(current, ordinal)));
        return new Enrollment(membership, current, List.copyOf(progress), longer, courseCompletedAt, imports, noted);
    }

    /** This, with a completed lesson taken back by a command, which the API took at {@code at}: one accepted change more. */
    public Enrollment withTakeBack(LessonRef lesson, UUID requestId, long at) {
        List<CourseProgress> progress = new ArrayList<>(courses);
        progress.set(lesson.course(), courses.get(lesson.course()).without(lesson.ordinal()));
        CompletionLog longer = history.withCommand();
        Revisions noted = revisions.withTakeBack(lesson, at, new CarriedOut(requestId, longer.sequence()));
        return new Enrollment(membership, current, List.copyOf(progress), longer, courseCompletedAt, imports, noted);
    }

    /** This, with the next attempt begun by a command, which the API took at {@code at}: one accepted change more. */
    public Enrollment withNextAttempt(UUID requestId, long at, boolean keepCompletion) {
        List<CourseProgress> none = courses.stream()
                .map(course -> CourseProgress.of(course.courseId()))
                .toList();
        CompletionLog longer = history.withCommand();
        CourseRecord record = revisions.course();
        Revisions next = revisions.withAttempt(
                new Attempt(attempt() + 1, at),
                new CarriedOut(requestId, longer.sequence()),
                isCourseCompleted() ? record.ended(keepCompletion, null) : record.begunAgain(keepCompletion));
        return new Enrollment(membership, current, none, longer, null, imports, next);
    }

    /** This, with its course completed. */
    public Enrollment withCourseCompleted(long completedAt) {
        return withoutTimes(completedAt, revisions.course().completed());
    }

    /** This, whose course had been reopened, with that completion as if it had not been. */
    public Enrollment withCourseRestored() {
        CourseRecord record = revisions.course();
        return withoutTimes(Objects.requireNonNull(record.reopened()).completedAt(), record.restored());
    }

    private Enrollment withoutTimes(long completedAt, CourseRecord record) {
        List<CourseProgress> progress =
                courses.stream().map(CourseProgress::withoutTimes).toList();
        Revisions told = revisions.withCompletedBy(null).withCourse(record);
        return new Enrollment(membership, current, progress, history, completedAt, imports, told);
    }

    /**
     * This, whose course is complete, with that completion ended. The times that are not known any more are taken to be the
     * completion's.
     *
     * @param byPolicy whether it ended because the course requires more, and may be restored
     */
    public Enrollment withCourseEnded(boolean byPolicy) {
        long completedAt = Objects.requireNonNull(courseCompletedAt);
        List<CourseProgress> progress = IntStream.range(0, courses.size())
                .mapToObj(course -> courses.get(course).withTimes(history.recent(), course, completedAt))
                .toList();
        Reopened reopened = byPolicy ? new Reopened(current, completedAt, List.of()) : null;
        Revisions ended = revisions.withCourse(revisions.course().ended(false, reopened));
        return new Enrollment(membership, current, progress, history, null, imports, ended);
    }

    /** This, with a note of which required lessons of its completed course were told to be missing. */
    public Enrollment withFlagged(Ordinals missing) {
        return with(revisions.withCourse(revisions.course().withFlagged(missing)));
    }

    /** This, with a note of what made everything complete that the course requires; null where nothing did. */
    public Enrollment withCompletedBy(@Nullable Origin origin) {
        return origin == revisions.completedBy() ? this : with(revisions.withCompletedBy(origin));
    }

    private Enrollment with(Revisions other) {
        return new Enrollment(membership, current, courses, history, courseCompletedAt, imports, other);
    }

    /** This, with imported rows waiting or not, last looked at under a version of the outline. */
    public Enrollment withImports(boolean waiting, long triedUnder) {
        ImportState state = new ImportState(waiting, triedUnder);
        return new Enrollment(membership, current, courses, history, courseCompletedAt, state, revisions);
    }
}
