package dev.oncemark.bench.streams;

import dev.oncemark.bench.streams.Input.Item;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;

/** New completions in turn, repetitions of earlier ones strewn between; the same at each call. */
final class Order implements Iterator<Item> {

    private final Input input;
    private final Random random;
    private int given;
    private int first;

    Order(Input input) {
        this.input = input;
        this.random = new Random(input.seed());
    }

    @Override
    public boolean hasNext() {
        return given < input.requests();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        boolean last = first == input.distinct();
        boolean again = first > 0 && (last || random.nextDouble() < input.duplicates());
        if (again && input.requests() - given <= input.distinct() - first) {
            again = false;
        }
        given++;
        int number = again ? earlier() : first++;
        int variant = !again || random.nextBoolean() ? 0 : random.nextInt(1, Integer.MAX_VALUE);
        return new Item(number, variant, !again);
    }

    private int earlier() {
        return switch (input.repeated()) {
            case UNIFORM -> random.nextInt(first);
            // The logarithm of a rank is uniform where ranks follow Zipf's law with exponent 1.
            case ZIPF -> (int) Math.pow(first + 1.0, random.nextDouble()) - 1;
        };
    }
}
