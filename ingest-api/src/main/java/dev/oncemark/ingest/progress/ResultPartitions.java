package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.Topics;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** In which partition an enrollment's results are, and how far each partition has been read. */
public final class ResultPartitions {

    private static final long NOTHING = -1;

    private volatile @Nullable AtomicLongArray latest;

    /** The topic has so many partitions. */
    public void partitionCount(int count) {
        AtomicLongArray known = latest;
        if (known == null || known.length() != count) {
            AtomicLongArray nothing = new AtomicLongArray(count);
            for (int partition = 0; partition < count; partition++) {
                nothing.set(partition, NOTHING);
            }
            latest = nothing;
        }
    }

    /** A result was read. */
    public void read(int partition, long offset) {
        AtomicLongArray known = latest;
        if (known != null && partition < known.length()) {
            known.set(partition, offset);
        }
    }

    /** The enrollment's partition, as Kafka's producers choose it; null before the topic was seen. */
    @Nullable
    Integer of(String enrollmentId) {
        AtomicLongArray known = latest;
        return known == null ? null : Topics.partitionOf(enrollmentId, known.length());
    }

    /** The offset of the last result that was read, or null if there was none. */
    @Nullable
    Long latest(int partition) {
        AtomicLongArray known = latest;
        long offset = known == null ? NOTHING : known.get(partition);
        return offset == NOTHING ? null : offset;
    }
}
