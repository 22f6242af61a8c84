package dev.oncemark.ingest.requests;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests by event id: undecided ones, and the results of others. Both are bounded, the oldest go first. A
 * request's record and its result may be read in either order: places in the topic tell which came later. Safe to use
 * from any thread; nothing here blocks for longer than a few map operations.
 */
public final class KnownRequests {

    private final Map<UUID, Undecided> undecided;
    private final RecentResults recent;

    public KnownRequests(int maxUndecided, int maxResults) {
        this.undecided = new Bounded<>(maxUndecided);
        this.recent = new RecentResults(maxResults);
    }

    /** A request's record is stored; it stays undecided unless its result was read already. */
    public synchronized void stored(UUID event, Undecided request) {
        // First, since each request comes twice: when it is acknowledged, and when it is read.
        Undecided known = undecided.get(event);
        if (known != null && known.at().offset() >= request.at().offset()) {
            return;
        }
        Decided result = recent.of(event);
        if (result == null || !result.covers(request.at())) {
            undecided.put(event, request);
        }
    }

    /** A request's result was read at {@code at}. */
    public synchronized Decided decided(CompletionResult result, Position at) {
        UUID event = Ids.eventOfRequest(result.requestId());
        Undecided request = undecided.get(event);
        Decided decided = new Decided(result, at, request == null ? null : request.asked());
        if (request != null && decided.covers(request.at())) {
            undecided.remove(event);
        }
        recent.add(event, decided);
        return decided;
    }

    /** The enrollment's recent results after {@code offset} of its partition, the oldest first. */
    public synchronized List<Decided> results(String enrollmentId, long offset) {
        return recent.of(enrollmentId, offset);
    }

    /** Whether all results of the partition after this one are among the recent ones. */
    public synchronized boolean isCompleteAfter(Position result) {
        return recent.isCompleteAfter(result.partition(), result.offset());
    }

    /** The last results of all, the latest first. */
    public synchronized List<Decided> latest(int count) {
        return recent.latest(count);
    }

    /** The latest result of the request whose event this is, if it is among the recent ones. */
    public synchronized @Nullable Decided result(UUID event) {
        return recent.of(event);
    }

    /** The request whose event this is, if it is known to be undecided at {@code now}. */
    public synchronized @Nullable Undecided undecided(UUID event, long now) {
        Undecided request = undecided.get(event);
        return request == null || request.until() < now ? null : request;
    }

    public synchronized int undecidedCount() {
        return undecided.size();
    }

    public synchronized int resultCount() {
        return recent.size();
    }

    /** Forgets what was put in first when it is full. */
    static final class Bounded<V> extends LinkedHashMap<UUID, V> {
        private static final long serialVersionUID = 1;

        private final int max;

        Bounded(int max) {
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
            return size() > max;
        }
    }
}
