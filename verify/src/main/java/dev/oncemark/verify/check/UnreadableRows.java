package dev.oncemark.verify.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of one enrollment that could not be read, and from when to when: they hold back the completion of its course. */
final class UnreadableRows {

    /** How long before a decision a row has to have come to be surely known, milliseconds. */
    private static final long STALE = 60_000;

    /** In milliseconds since 1970; {@code until} is the last of all where the row still cannot be read. */
    private record Span(long since, long until) {}

    private final Map<String, Long> open = new HashMap<>();
    private final List<Span> over = new ArrayList<>();

    /** A record says that the row cannot be read. */
    void add(String row, long timestamp) {
        open.putIfAbsent(row, timestamp);
    }

    /** A record says what is in the row, or that it is gone. */
    void remove(String row, long timestamp) {
        Long since = open.remove(row);
        if (since != null) {
            over.add(new Span(since, timestamp));
        }
    }

    boolean isThere() {
        return !open.isEmpty();
    }

    boolean everWas() {
        return !open.isEmpty() || !over.isEmpty();
    }

    /** Whether there surely was one when something was decided. */
    boolean wasThere(Instant decidedAt, Rules rules) {
        long surelyKnown = decidedAt.toEpochMilli() - STALE;
        long surelyRead = decidedAt.toEpochMilli() + rules.clocks().toMillis();
        return open.values().stream().anyMatch(since -> since < surelyKnown)
                || over.stream().anyMatch(span -> span.since() < surelyKnown && span.until() > surelyRead);
    }

    @Override
    public String toString() {
        return "rows could not be read: " + open + " " + over;
    }
}
