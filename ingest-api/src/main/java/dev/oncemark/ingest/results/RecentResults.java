package dev.oncemark.ingest.results;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest results, so many at most, by the event of their request and by enrollment. Not safe for use from several
 * threads.
 */
final class RecentResults {

    private final int max;
    private final Deque<Entry> inOrder = new ArrayDeque<>();
    private final Map<UUID, IndexedResult> byEvent = new HashMap<>();
    private final Map<String, Deque<IndexedResult>> byEnrollment = new HashMap<>();
    /** By partition: results at this offset, or before it, are not all here. */
    private final Map<Integer, Long> incompleteUpTo = new HashMap<>();

    private record Entry(UUID event, IndexedResult indexed) {}

    RecentResults(int max) {
        this.max = max;
    }

    void add(UUID event, IndexedResult indexed) {
        incompleteUpTo.putIfAbsent(
                indexed.position().partition(), indexed.position().offset() - 1);
        inOrder.addLast(new Entry(event, indexed));
        byEvent.put(event, indexed);
        byEnrollment
                .computeIfAbsent(indexed.result().enrollmentId(), enrollment -> new ArrayDeque<>(2))
                .addLast(indexed);
        if (inOrder.size() > max) {
            forget(inOrder.removeFirst());
        }
    }

    private void forget(Entry oldest) {
        IndexedResult indexed = oldest.indexed();
        incompleteUpTo.put(indexed.position().partition(), indexed.position().offset());
        byEvent.remove(oldest.event(), indexed);
        byEnrollment.computeIfPresent(indexed.result().enrollmentId(), (enrollment, results) -> {
            // Results of an enrollment are forgotten in the order in which they came.
            results.removeFirst();
            return results.isEmpty() ? null : results;
        });
    }

    @Nullable
    IndexedResult of(UUID event) {
        return byEvent.get(event);
    }

    /** Those of the enrollment that came after {@code offset} of its partition, the oldest first. */
    List<IndexedResult> of(String enrollmentId, long offset) {
        List<IndexedResult> found = new ArrayList<>();
        for (IndexedResult indexed : byEnrollment.getOrDefault(enrollmentId, new ArrayDeque<>(0))) {
            if (indexed.position().offset() > offset) {
                found.add(indexed);
            }
        }
        return found;
    }

    /** The enrollment's first result after {@code offset} of its partition of which {@code wanted} is true, or null. */
    @Nullable
    IndexedResult firstAfter(String enrollmentId, long offset, Predicate<CompletionResult> wanted) {
        Deque<IndexedResult> results = byEnrollment.get(enrollmentId);
        if (results == null) {
            return null;
        }
        IndexedResult first = null;
        // Backwards, since what is asked about is mostly among the last ones.
        Iterator<IndexedResult> backwards = results.descendingIterator();
        while (backwards.hasNext()) {
            IndexedResult indexed = backwards.next();
            if (indexed.position().offset() <= offset) {
                break;
            }
            first = wanted.test(indexed.result()) ? indexed : first;
        }
        return first;
    }

    /** Whether every result of the partition after {@code offset} is here. */
    boolean isCompleteAfter(int partition, long offset) {
        Long incomplete = incompleteUpTo.get(partition);
        return incomplete == null || offset >= incomplete;
    }

    /** The last ones of all, the latest first. */
    List<IndexedResult> latest(int count) {
        List<IndexedResult> latest = new ArrayList<>(count);
        Iterator<Entry> backwards = inOrder.descendingIterator();
        while (latest.size() < count && backwards.hasNext()) {
            latest.add(backwards.next().indexed());
        }
        return latest;
    }

    int size() {
        return inOrder.size();
    }
}
