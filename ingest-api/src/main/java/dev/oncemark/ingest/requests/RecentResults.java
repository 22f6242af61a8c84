package dev.oncemark.ingest.requests;

import dev.oncemark.ingest.requests.KnownRequests.Bounded;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The latest results, so many at most. Not safe for use from several threads. */
final class RecentResults {

    private final Map<UUID, Decided> byEvent;

    RecentResults(int max) {
        this.byEvent = new Bounded<>(max);
    }

    void add(UUID event, Decided decided) {
        // A retry's result is as recent as its last one.
        byEvent.remove(event);
        byEvent.put(event, decided);
    }

    @Nullable
    Decided of(UUID event) {
        return byEvent.get(event);
    }

    int size() {
        return byEvent.size();
    }
}
