package dev.oncemark.sink.listener;

import dev.oncemark.sink.postgres.Advance;
import dev.oncemark.sink.postgres.OffsetsMovedException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Stores what one consumer polls: one poll, of all its partitions, is one transaction. It never throws and never loses:
 * what is not stored is fetched again, once PostgreSQL takes it.
 */
final class BatchListener implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchListener.class);

    private final StoredOffsets offsets;
    private final BatchStore store;
    private final PauseControl pause;
    private final OffsetHints hints = new OffsetHints();
    private final Batch batch = new Batch();

    BatchListener(StoredOffsets offsets, BatchStore store, PauseControl pause) {
        this.offsets = offsets;
        this.store = store;
        this.pause = pause;
    }

    @Override
    public boolean wantsPollResult() {
        return true;
    }

    @Override
    public void onMessage(
            ConsumerRecords<byte[], byte[]> records,
            @Nullable Acknowledgment unused,
            Consumer<byte[], byte[]> consumer) {
        if (!offsets.continuedBy(records)) {
            place(consumer, records.partitions());
            return;
        }
        batch.read(records, offsets::furthest);
        store(consumer, offsets.advances(records.nextOffsets()), records.partitions());
        hints.tellSometimes(consumer, offsets.placed());
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment unused,
            @Nullable Consumer<?, ?> none) {
        throw new IllegalStateException("the whole poll was asked for");
    }

    /**
     * Nothing has come for a while. The position may still have moved, over the marks that transactions leave; PostgreSQL
     * follows, or retention could delete what its offset points to although every record before is stored.
     */
    void onIdle(Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> behind = new HashMap<>();
        for (TopicPartition partition : offsets.placed().keySet()) {
            behind.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        List<Advance> advances = offsets.advances(behind);
        if (!advances.isEmpty() && !pause.isPaused()) {
            batch.clear();
            store(consumer, advances, behind.keySet());
        }
        hints.tell(consumer, offsets.placed());
    }

    /** Lets the consumer go on from where PostgreSQL is; later, if PostgreSQL does not say. */
    void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            offsets.place(consumer, partitions);
        } catch (SQLException | KafkaException failure) {
            pause.begin(FailureSummary.of(failure));
        }
    }

    private void store(Consumer<?, ?> consumer, List<Advance> advances, Collection<TopicPartition> partitions) {
        try {
            store.store(batch, advances);
            offsets.advanced(consumer, advances);
            pause.succeeded();
        } catch (OffsetsMovedException moved) {
            LOG.atInfo().addKeyValue("reason", moved.getMessage()).log("batch dropped");
            place(consumer, partitions);
        } catch (SQLException | RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("batch", advances)
                    .setCause(failure)
                    .log("batch not stored, will be fetched again");
            offsets.rewind(consumer, partitions);
            pause.beginAfterFailedBatch(FailureSummary.of(failure));
        }
    }
}
