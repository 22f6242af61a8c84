package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_CHANGES;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;

import dev.oncemark.contracts.Topic;
import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the sink has stored a partition's topics, and what of them went to the dead letters. */
final class SinkOffsets {

    private static final List<Topic<?>> STORED =
            List.of(COMPLETION_RESULTS, COURSE_COMPLETIONS, IMPORTED_COURSE_COMPLETIONS, COURSE_CHANGES);

    private final Map<Log, Long> next = new HashMap<>();
    private final Map<Log, DeadLetterOffsets> refused = new HashMap<>();

    static SinkOffsets read(Partition partition) {
        SinkOffsets offsets = new SinkOffsets();
        for (Topic<?> topic : STORED) {
            offsets.read(partition, topic);
        }
        return offsets;
    }

    private void read(Partition partition, Topic<?> topic) {
        History history = partition.history();
        Log log = partition.log(topic);
        Extent extent = history.extent(log);
        long stored = history.stored(log);
        next.put(log, stored);
        DeadLetterOffsets letters = DeadLetterOffsets.read(history, topic, partition.number());
        partition.findings().count("dead letters of the sink", letters.size());
        refused.put(log, letters);
        if (stored > extent.end()) {
            partition.report(
                    Violation.STORED_BEYOND_THE_END,
                    "%s ends at %d, but the sink has stored up to %d".formatted(log, extent.end(), stored));
        }
        if (partition.rules().settled() && stored < extent.end()) {
            requireNothingBeyond(partition, log, stored);
        }
    }

    /** The end of a log may be markers of transactions, which are no records. */
    private static void requireNothingBeyond(Partition partition, Log log, long stored) {
        long[] beyond = {0};
        partition.history().readFrom(log, stored, each -> beyond[0]++);
        if (beyond[0] > 0) {
            partition.report(
                    Violation.LEFT_BEHIND,
                    "%s has %d records from %d that are not stored".formatted(log, beyond[0], stored));
        }
    }

    /** Whether the sink has stored the log up to this record and with it. */
    boolean has(Log log, long offset) {
        return offset < next.getOrDefault(log, 0L);
    }

    /** Whether PostgreSQL would not take the record. */
    boolean refused(Log log, long offset) {
        @Nullable DeadLetterOffsets letters = refused.get(log);
        return letters != null && letters.has(offset);
    }
}
