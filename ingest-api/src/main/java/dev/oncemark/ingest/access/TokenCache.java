package dev.oncemark.ingest.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found good a moment ago, so that a signature is not checked with each request. One is forgotten
 * when it expires, and after minutes at the latest: a key that was taken back is not believed for longer. So many at
 * most; those used longest ago go first.
 */
final class TokenCache {

    private static final Duration BELIEVED = Duration.ofMinutes(5);
    private static final int MAX = 10_000;

    private final Map<String, Known> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX;
        }
    };
    private final Clock clock;

    private record Known(Caller caller, long until) {}

    TokenCache(Clock clock) {
        this.clock = clock;
    }

    synchronized @Nullable Caller callerOf(String token) {
        Known known = tokens.get(token);
        if (known == null) {
            return null;
        }
        if (known.until() <= clock.millis()) {
            tokens.remove(token);
            return null;
        }
        return known.caller();
    }

    synchronized void add(String token, Caller caller) {
        Instant latest = clock.instant().plus(BELIEVED);
        Instant until = caller.expiresAt().isBefore(latest) ? caller.expiresAt() : latest;
        tokens.put(token, new Known(caller, until.toEpochMilli()));
    }
}
