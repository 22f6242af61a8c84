package dev.oncemark.sink.listener;

import dev.oncemark.sink.postgres.ProgressStore;
import dev.oncemark.sink.settings.SinkSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumers of this process, each with a thread, a connection and positions of its own: to each other they are what
 * sinks in other processes are. They start once PostgreSQL has the schema, and stop after the batch they are at.
 */
public final class Consumers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

    /** A batch waits at most for offsets, an answer and dead letters; see {@code Connections}. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(30);

    private final List<SinkConsumer> consumers;
    private final PauseControl pause;

    /** @param probe throws while PostgreSQL cannot be written, and brings the schema up to date the first time */
    public Consumers(
            SinkSettings settings,
            ProgressStore progress,
            DeadLetterTopics deadLetters,
            SinkMeters meters,
            PauseControl.Probe probe,
            Runnable onDeath) {
        this.pause = new PauseControl(probe, this::hold, this::resume, settings.retry());
        BatchStore store = new BatchStore(progress, deadLetters, meters);
        this.consumers = IntStream.rangeClosed(1, settings.threads())
                .mapToObj(number -> new SinkConsumer(
                        number, SinkClients.consumer(settings, number), progress, store, pause, meters, onDeath))
                .toList();
        meters.paused(pause);
    }

    /** Returns at once; the consumers start when PostgreSQL has the schema. */
    public void start() {
        pause.begin("PostgreSQL has not been reached yet");
    }

    private void hold() {
        consumers.forEach(SinkConsumer::pause);
    }

    private void resume() {
        consumers.forEach(SinkConsumer::startOrResume);
    }

    /** Returns when each consumer has ended the batch it is at. */
    @Override
    public void close() {
        pause.close();
        CountDownLatch stopped = new CountDownLatch(consumers.size());
        consumers.forEach(consumer -> consumer.stop(stopped::countDown));
        try {
            if (!stopped.await(LAST_BATCH.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a batch did not end in time; it will be fetched again");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing can be stored, or null. */
    public @Nullable String pauseReason() {
        return pause.reason();
    }

    /** What is wrong between the consumers and the broker, a line each. */
    public List<String> kafkaTroubles() {
        return consumers.stream().flatMap(SinkConsumer::troubles).toList();
    }
}
