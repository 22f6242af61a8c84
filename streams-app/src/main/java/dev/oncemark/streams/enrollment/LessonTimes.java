package dev.oncemark.streams.enrollment;

import java.util.Arrays;

/** When the completed lessons of a course were completed, in the order of their ordinals. Immutable. */
public final class LessonTimes {

    static final LessonTimes NONE = new LessonTimes(new long[0]);

    /** Milliseconds since 1970. */
    private final long[] times;

    private LessonTimes(long[] times) {
        this.times = times;
    }

    /** Those times. */
    public static LessonTimes of(long... times) {
        return times.length == 0 ? NONE : new LessonTimes(times.clone());
    }

    /** Of how many lessons. */
    public int size() {
        return times.length;
    }

    /** The time of the lesson that has {@code rank} completed ones before it, in milliseconds since 1970. */
    long at(int rank) {
        return times[rank];
    }

    /** These, and {@code time} of a lesson that has {@code rank} of them before it. */
    LessonTimes with(int rank, long time) {
        long[] more = new long[times.length + 1];
        System.arraycopy(times, 0, more, 0, rank);
        more[rank] = time;
        System.arraycopy(times, rank, more, rank + 1, times.length - rank);
        return new LessonTimes(more);
    }

    /** These but the one of the lesson that has {@code rank} of them before it. */
    LessonTimes without(int rank) {
        long[] less = new long[times.length - 1];
        System.arraycopy(times, 0, less, 0, rank);
        System.arraycopy(times, rank + 1, less, rank, less.length - rank);
        return less.length == 0 ? NONE : new LessonTimes(less);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LessonTimes same && Arrays.equals(times, same.times);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return Arrays.toString(times);
    }
}
