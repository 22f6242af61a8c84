package dev.oncemark.verify.sort;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A place in sorted entries: the next one can be looked at before it is taken. */
public final class Cursor {

    private final PriorityQueue<Run> runs;

    Cursor(PriorityQueue<Run> runs) {
        this.runs = runs;
    }

    /** The next entry, or null after the last. */
    public byte @Nullable [] peek() {
        Run first = runs.peek();
        return first == null ? null : first.head();
    }

    /** Takes the next entry; null after the last. */
    public byte @Nullable [] take() {
        Run first = runs.poll();
        if (first == null) {
            return null;
        }
        byte[] entry = first.head();
        first.advance();
        if (first.head() != null) {
            runs.add(first);
        }
        return entry;
    }
}
