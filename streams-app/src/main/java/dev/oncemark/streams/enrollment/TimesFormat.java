package dev.oncemark.streams.enrollment;

import dev.oncemark.streams.enrollment.Enrollment.Completion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of an enrollment's completed lessons in {@link EnrollmentFormat}: course by course, each as its signed distance
 * in ms from the one before, the first from the latest time of all. Those of the recent completions are not written a
 * second time.
 */
final class TimesFormat {

    private TimesFormat() {}

    static void pack(Enrollment enrollment, PackedWriter out) {
        List<Completion> recent = enrollment.history().recent();
        long before = enrollment.history().latestCompletedAt();
        for (int course = 0; course < enrollment.courses().size(); course++) {
            CourseProgress progress = enrollment.courses().get(course);
            boolean[] written = ranksOf(recent, course, progress.completed());
            for (int rank = 0; rank < written.length; rank++) {
                if (!written[rank]) {
                    out.signed(progress.times().at(rank) - before);
                    before = progress.times().at(rank);
                }
            }
        }
    }

    /** @throws CorruptStateException if the bytes are cut or damaged */
    static List<CourseProgress> unpack(PackedReader in, List<CourseProgress> courses, CompletionLog history) {
        return read(in, courses, history);
    }

    /** Version 1 has the recent times alone. Of the others it is known that none is after the latest. */
    static List<CourseProgress> ofVersion1(List<CourseProgress> courses, CompletionLog history) {
        return read(null, courses, history);
    }

    private static List<CourseProgress> read(
            @Nullable PackedReader in, List<CourseProgress> courses, CompletionLog history) {
        List<CourseProgress> all = new ArrayList<>(courses.size());
        long time = history.latestCompletedAt();
        for (int course = 0; course < courses.size(); course++) {
            CourseProgress progress = courses.get(course);
            long[] times = new long[progress.completed().count()];
            boolean[] known = new boolean[times.length];
            for (Completion completion : history.recent()) {
                if (completion.course() == course && progress.completed().contains(completion.ordinal())) {
                    int rank = progress.completed().rank(completion.ordinal());
                    times[rank] = completion.completedAt();
                    known[rank] = true;
                }
            }
            for (int rank = 0; rank < times.length; rank++) {
                if (!known[rank]) {
                    time += in == null ? 0 : in.signed();
                    times[rank] = time;
                }
            }
            all.add(new CourseProgress(progress.courseId(), progress.completed(), LessonTimes.of(times)));
        }
        return List.copyOf(all);
    }

    /** Which of a course's completed lessons, in the order of their ordinals, are among the recent completions. */
    private static boolean[] ranksOf(List<Completion> recent, int course, Ordinals completed) {
        boolean[] ranks = new boolean[completed.count()];
        for (Completion completion : recent) {
            if (completion.course() == course && completed.contains(completion.ordinal())) {
                ranks[completed.rank(completion.ordinal())] = true;
            }
        }
        return ranks;
    }
}
