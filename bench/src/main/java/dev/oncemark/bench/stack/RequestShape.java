package dev.oncemark.bench.stack;

import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * How requests are made.
 *
 * @param items completions in each; 1 for those that are no batch
 */
record RequestShape(int items, int connections) {

    static final List<RequestShape> ALL = List.of(
            new RequestShape(1, 8), new RequestShape(1, 64), new RequestShape(100, 8), new RequestShape(100, 64));

    private static final Workload WORKLOAD = new Workload(1_000_000, 0);

    String title() {
        return "%s, %d connections".formatted(items == 1 ? "single" : "batch of " + items, connections);
    }

    /** For lessons and enrollments at random: nobody decides them. */
    Post next() {
        int from = ThreadLocalRandom.current().nextInt(WORKLOAD.requests() - items);
        List<Item> some = IntStream.range(from, from + items)
                .mapToObj(number -> new Item(number, 0, true))
                .toList();
        return items == 1 ? Post.single(WORKLOAD, some.get(0)) : Post.batch(WORKLOAD, some);
    }
}
