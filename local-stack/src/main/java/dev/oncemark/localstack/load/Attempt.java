package dev.oncemark.localstack.load;

/**
 * A request that is sent once.
 *
 * @param number the first is 1
 * @param intended when it is to be sent, by {@link System#nanoTime()}
 */
record Attempt<R extends PlannedRequest>(R request, int number, long intended) implements Comparable<Attempt<?>> {

    Attempt<R> next(long delayNanos) {
        return new Attempt<>(request, number + 1, System.nanoTime() + delayNanos);
    }

    boolean isDue(long now) {
        return now - intended >= 0;
    }

    @Override
    public int compareTo(Attempt<?> other) {
        return Long.signum(intended - other.intended);
    }
}
