package dev.oncemark.bench.way;

import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One input, used up a piece at a time. */
final class Items {

    private final Iterator<Item> order;
    private long distinct;

    Items(Input input) {
        this.order = input.order();
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
