package dev.oncemark.bench.streams;

import dev.oncemark.bench.streams.Workload.Item;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;

/** New completions in turn, repetitions of earlier ones strewn between; the same at each call. */
final class RequestOrder implements Iterator<Item> {

    private static final long SEED = 1;

    private final Workload workload;
    private final Random random;
    private int given;
    private int first;

    RequestOrder(Workload workload) {
        this.workload = workload;
        this.random = new Random(SEED);
    }

    @Override
    public boolean hasNext() {
        return given < workload.requests();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        boolean last = first == workload.distinct();
        boolean again = first > 0 && (last || random.nextDouble() < workload.duplicates());
        if (again && workload.requests() - given <= workload.distinct() - first) {
            again = false;
        }
        given++;
        int number = again ? earlier() : first++;
        int variant = !again || random.nextBoolean() ? 0 : random.nextInt(1, Integer.MAX_VALUE);
        return new Item(number, variant, !again);
    }

    private int earlier() {
        return switch (workload.repeated()) {
            case UNIFORM -> random.nextInt(first);
            // The logarithm of a rank is uniform where ranks follow Zipf's law with exponent 1.
            case ZIPF -> (int) Math.pow(first + 1.0, random.nextDouble()) - 1;
        };
    }
}
