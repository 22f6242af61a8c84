package dev.oncemark.bench.stack;

import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One input, used up a piece at a time. */
final class Items {

    private final Iterator<Item> order;
    private long distinct;

    Items(Workload workload) {
        this.order = workload.order();
    }

    /** The next of them; fewer, or none, where the input ends. */
    List<Item> next(int count) {
        List<Item> piece = new ArrayList<>(count);
        while (piece.size() < count && order.hasNext()) {
            Item item = order.next();
            piece.add(item);
            distinct += item.isFirst() ? 1 : 0;
        }
        return piece;
    }

    /** How many different lessons all pieces so far complete. */
    long distinct() {
        return distinct;
    }
}
