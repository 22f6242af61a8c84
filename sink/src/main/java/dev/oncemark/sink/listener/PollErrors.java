package dev.oncemark.sink.listener;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What polling itself throws. A partition whose next offset the topic does not have is held until it is assigned again:
 * to jump would lose progress in silence. The others go on.
 */
final class PollErrors implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PollErrors.class);
    private static final long BEFORE_NEXT_POLL = TimeUnit.SECONDS.toNanos(1);

    private final ConsumerState state;

    PollErrors(ConsumerState state) {
        this.state = state;
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        if (thrown instanceof OffsetOutOfRangeException gone) {
            LOG.atError()
                    .addKeyValue("offsets", gone.offsetOutOfRangePartitions())
                    .log("the topic does not have PostgreSQL's next offset; the partition is held");
            state.outOfReach(gone.offsetOutOfRangePartitions());
            consumer.pause(gone.partitions());
            return;
        }
        LOG.atWarn().setCause(thrown).log("poll failed");
        LockSupport.parkNanos(BEFORE_NEXT_POLL);
    }
}
