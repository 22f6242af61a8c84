package dev.oncemark.ingest.requests;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest results, so many at most, by the event of their request and by enrollment. Not safe for use from several
 * threads.
 */
final class RecentResults {

    private final int max;
    private final Deque<Entry> inOrder = new ArrayDeque<>();
    private final Map<UUID, Decided> byEvent = new HashMap<>();
    private final Map<String, Deque<Decided>> byEnrollment = new HashMap<>();
    /** By partition: results at this offset, or before it, are not all here. */
    private final Map<Integer, Long> incompleteUpTo = new HashMap<>();

    private record Entry(UUID event, Decided decided) {}

    RecentResults(int max) {
        this.max = max;
    }

    void add(UUID event, Decided decided) {
        incompleteUpTo.putIfAbsent(decided.at().partition(), decided.at().offset() - 1);
        inOrder.addLast(new Entry(event, decided));
        byEvent.put(event, decided);
        byEnrollment
                .computeIfAbsent(decided.result().enrollmentId(), enrollment -> new ArrayDeque<>(2))
                .addLast(decided);
        if (inOrder.size() > max) {
            forget(inOrder.removeFirst());
        }
    }

    private void forget(Entry oldest) {
        Decided decided = oldest.decided();
        incompleteUpTo.put(decided.at().partition(), decided.at().offset());
        byEvent.remove(oldest.event(), decided);
        byEnrollment.computeIfPresent(decided.result().enrollmentId(), (enrollment, results) -> {
            // Results of an enrollment are forgotten in the order in which they came.
            results.removeFirst();
            return results.isEmpty() ? null : results;
        });
    }

    @Nullable
    Decided of(UUID event) {
        return byEvent.get(event);
    }

    /** Those of the enrollment that came after {@code offset} of its partition, the oldest first. */
    List<Decided> of(String enrollmentId, long offset) {
        List<Decided> found = new ArrayList<>();
        for (Decided decided : byEnrollment.getOrDefault(enrollmentId, new ArrayDeque<>(0))) {
            if (decided.at().offset() > offset) {
                found.add(decided);
            }
        }
        return found;
    }

    /** Whether every result of the partition after {@code offset} is here. */
    boolean isCompleteAfter(int partition, long offset) {
        Long incomplete = incompleteUpTo.get(partition);
        return incomplete == null || offset >= incomplete;
    }

    /** The last ones of all, the latest first. */
    List<Decided> latest(int count) {
        List<Decided> latest = new ArrayList<>(count);
        Iterator<Entry> backwards = inOrder.descendingIterator();
        while (latest.size() < count && backwards.hasNext()) {
            latest.add(backwards.next().decided());
        }
        return latest;
    }

    int size() {
        return inOrder.size();
    }
}
