package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.Ids;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds answers of before a take-back that are given after it: once somebody was told that a lesson is taken back, or an
 * attempt over, nobody who asks later may be told that the lesson is complete by what had been accepted before.
 */
final class StaleAnswers {

    private final Map<String, TakeBack> latest = new HashMap<>();

    /**
     * What somebody was told of.
     *
     * @param sequence of the change that took back
     * @param toldAt by {@link System#nanoTime()}
     */
    private record TakeBack(long sequence, long toldAt) {}

    /** @param lesson null where all of them were taken back */
    void takenBack(String enrollment, @Nullable String lesson, long sequence, long toldAt) {
        latest.merge(
                key(enrollment, lesson),
                new TakeBack(sequence, toldAt),
                (known, told) -> known.sequence >= told.sequence ? known : told);
    }

    /** Whether an acceptance with this sequence had been taken back, as somebody knew, when it was asked for. */
    boolean isStale(String enrollment, String lesson, long sequence, long askedAt) {
        return isBefore(latest.get(key(enrollment, lesson)), sequence, askedAt)
                || isBefore(latest.get(key(enrollment, null)), sequence, askedAt);
    }

    private static boolean isBefore(@Nullable TakeBack takeBack, long sequence, long askedAt) {
        return takeBack != null && sequence < takeBack.sequence && askedAt - takeBack.toldAt > 0;
    }

    private static String key(String enrollment, @Nullable String lesson) {
        return lesson == null ? enrollment : enrollment + Ids.SEPARATOR + lesson;
    }
}
