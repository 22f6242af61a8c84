package dev.oncemark.sink.listener;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Partitions come and go: those that come start where PostgreSQL is, those that go are forgotten. */
final class RebalanceListener implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(RebalanceListener.class);

    private final BatchListener listener;
    private final StoredOffsets offsets;
    private final ConsumerState state;

    RebalanceListener(BatchListener listener, StoredOffsets offsets, ConsumerState state) {
        this.listener = listener;
        this.offsets = offsets;
        this.state = state;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        state.joined();
        if (!partitions.isEmpty()) {
            LOG.atInfo().addKeyValue("partitions", partitions).log("assigned");
            listener.place(consumer, partitions);
        }
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        LOG.atInfo().addKeyValue("partitions", partitions).log("gone");
        offsets.forget(partitions);
        state.reachable(partitions);
    }
}
