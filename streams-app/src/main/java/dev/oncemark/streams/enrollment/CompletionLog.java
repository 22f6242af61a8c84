package dev.oncemark.streams.enrollment;

import dev.oncemark.streams.enrollment.Enrollment.Completion;
import java.util.ArrayList;
import java.util.List;

/**
 * The accepted changes of an enrollment.
 *
 * @param sequence how many there were: completions, and commands that took something back or began an attempt
 * @param recent the latest completions, the oldest first, at most {@link Enrollment#RECENT}. They stay when their lesson is
 *     taken back: of a lesson that has several, the last one stands; of one that is not complete, none does
 * @param latestCompletedAt the latest time of any completion, milliseconds since 1970; 0 before the first
 */
public record CompletionLog(long sequence, List<Completion> recent, long latestCompletedAt) {

    static final CompletionLog NONE = new CompletionLog(0, List.of(), 0);

    CompletionLog with(Completion completion) {
        boolean isFull = recent.size() == Enrollment.RECENT;
        List<Completion> latest = new ArrayList<>(isFull ? recent.subList(1, Enrollment.RECENT) : recent);
        latest.add(completion);
        long at = completion.completedAt();
        return new CompletionLog(
                sequence + 1, List.copyOf(latest), recent.isEmpty() ? at : Math.max(latestCompletedAt, at));
    }

    /** This, and one more change, which completed no lesson. */
    CompletionLog withCommand() {
        return new CompletionLog(sequence + 1, recent, latestCompletedAt);
    }
}
