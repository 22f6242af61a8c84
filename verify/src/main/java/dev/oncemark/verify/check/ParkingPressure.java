package dev.oncemark.verify.check;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When so many requests of a partition were parked that others were rejected at once. Requests are read in order, so
 * everything before the latest that has a result has been read, and what of it has no result yet is parked.
 */
final class ParkingPressure {

    /** How many results one rejection for want of room may bring about: those of its enrollment before it. */
    private static final long AFTERMATH = 1_000;

    private final long start;
    private final int bound;
    private final DeadLetterOffsets deadLetters;
    private final Deque<long[]> times = new ArrayDeque<>();
    private long furthest = -1;
    private long decided;

    /** @param start the first request that there is */
    ParkingPressure(long start, int bound, DeadLetterOffsets deadLetters) {
        this.start = start;
        this.bound = bound;
        this.deadLetters = deadLetters;
    }

    /** To be told of every result of a request, in their order. */
    void decided(long resultOffset, long requestOffset) {
        if (requestOffset < start) {
            return;
        }
        furthest = Math.max(furthest, requestOffset);
        long parked = furthest - start - deadLetters.before(furthest) - decided;
        decided++;
        if (parked >= bound) {
            note(resultOffset);
        }
    }

    private void note(long resultOffset) {
        long[] latest = times.peekLast();
        if (latest != null && latest[1] >= resultOffset) {
            latest[1] = resultOffset + AFTERMATH;
        } else {
            times.addLast(new long[] {resultOffset, resultOffset + AFTERMATH});
        }
    }

    /** Whether there was no room at the time of this result. */
    boolean at(long resultOffset) {
        return times.stream().anyMatch(time -> time[0] <= resultOffset && resultOffset <= time[1]);
    }
}
