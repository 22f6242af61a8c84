package dev.oncemark.bench.http;

import dev.oncemark.bench.load.Poster.Post;
import dev.oncemark.bench.load.Posts;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * How requests are made.
 *
 * @param items completions in each; 1 for those that are no batch
 */
record Shape(int items, int connections) {

    static final List<Shape> ALL = List.of(new Shape(1, 8), new Shape(1, 64), new Shape(100, 8), new Shape(100, 64));

    private static final Posts POSTS = new Posts(new Input(1_000_000, 0, 1));

    String title() {
        return "%s, %d connections".formatted(items == 1 ? "single" : "batch of " + items, connections);
    }

    /** For lessons and enrollments at random: nobody decides them. */
    Post next() {
        int from = ThreadLocalRandom.current().nextInt(1_000_000 - items);
        if (items == 1) {
            return POSTS.single(new Item(from, 0, true));
        }
        return POSTS.batch(IntStream.range(from, from + items)
                .mapToObj(number -> new Item(number, 0, true))
                .toList());
    }
}
