package dev.oncemark.ingest.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who listens for results, by what they listen for; so many at most. Runs a callback when their count goes from 0 to 1.
 * Safe to use from any thread; the lists that it gives out do not change.
 */
final class Listeners<K, L> {

    private final Map<K, List<L>> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int max;
    private final Runnable onFirst;

    /** @param onFirst is run on the thread that adds the first listener while there is no other */
    Listeners(int max, Runnable onFirst) {
        this.max = max;
        this.onFirst = onFirst;
    }

    /** Takes a place for a listener that is added next; false if there are too many already. */
    boolean reserve() {
        int now = count.incrementAndGet();
        if (now > max) {
            count.decrementAndGet();
            return false;
        }
        if (now == 1) {
            onFirst.run();
        }
        return true;
    }

    void add(K key, L listener) {
        byKey.compute(key, (same, others) -> with(others, listener));
    }

    private static <L> List<L> with(@Nullable List<L> others, L listener) {
        List<L> all = new ArrayList<>(others == null ? 1 : others.size() + 1);
        if (others != null) {
            all.addAll(others);
        }
        all.add(listener);
        return all;
    }

    /** Those that listen for this. */
    List<L> of(K key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** Asked for again, nothing happens. */
    void remove(K key, L listener) {
        byKey.computeIfPresent(key, (same, all) -> {
            List<L> others = new ArrayList<>(all);
            if (others.remove(listener)) {
                count.decrementAndGet();
            }
            return others.isEmpty() ? null : others;
        });
    }

    List<L> all() {
        List<L> all = new ArrayList<>();
        byKey.values().forEach(all::addAll);
        return all;
    }

    int count() {
        return count.get();
    }
}
