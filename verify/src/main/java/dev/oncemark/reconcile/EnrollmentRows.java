package dev.oncemark.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.history.StoredRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What {@code lms.enrollments} and {@code lms.courses} say of the platform's latest whole snapshot. All rows of a snapshot
 * stand at one place of the platform's log; the snapshot is whole when one of them is marked as the last.
 */
final class EnrollmentRows {

    /** How many enrollments each snapshot had, by its place in the log. */
    private final TreeMap<Long, Integer> snapshots = new TreeMap<>();

    /** When each snapshot's last row came, by its place in the log. */
    private final Map<Long, Long> ended = new HashMap<>();

    private final Map<String, Latest> latest = new HashMap<>();

    /** The furthest place in the log at which a row of an enrollment stands, and when its latest came. */
    private record Latest(long place, long timestamp) {
        Latest and(Latest other) {
            return new Latest(Math.max(place, other.place), Math.max(timestamp, other.timestamp));
        }
    }

    /** Takes a record of either topic. */
    void add(StoredRecord stored) {
        JsonNode row = row(stored);
        if (row == null) {
            return;
        }
        long place = row.path("__source_lsn").asLong(0);
        String mark = row.path("__source_snapshot").asString("false");
        boolean isOfSnapshot = row.path("__op").asString("").equals("r") || isMark(mark);
        boolean isEnrollment = row.path("__table").asString("").equals("enrollment");
        byte[] key = stored.key();
        if (place == 0 || key == null || mark.equals("incremental")) {
            return;
        }
        if (isOfSnapshot && mark.equals("last")) {
            ended.put(place, stored.timestamp());
        }
        if (isEnrollment) {
            latest.merge(new String(key, UTF_8), new Latest(place, stored.timestamp()), Latest::and);
            if (isOfSnapshot) {
                snapshots.merge(place, 1, Integer::sum);
            }
        }
    }

    private static boolean isMark(String mark) {
        return !mark.isEmpty() && !mark.equals("false");
    }

    private static @Nullable JsonNode row(StoredRecord stored) {
        byte[] value = stored.value();
        try {
            return value == null ? null : JsonSerde.MAPPER.readTree(value);
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    /** The place in the log of the latest snapshot that is whole and had enrollments, or null if there is none. */
    @Nullable
    Long latestSnapshot() {
        return snapshots.descendingKeySet().stream()
                .filter(ended::containsKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * Those of {@code enrollments} of which neither the snapshot at that place had a row, nor any came later. What was written
     * before the snapshot and committed after it stands before it in the log, and comes later.
     */
    Set<String> missing(Set<String> enrollments, long snapshot) {
        long end = ended.getOrDefault(snapshot, Long.MAX_VALUE);
        return enrollments.stream()
                .filter(id -> {
                    Latest row = latest.get(id);
                    return row == null || (row.place() < snapshot && row.timestamp() < end);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
