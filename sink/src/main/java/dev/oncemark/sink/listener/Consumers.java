package dev.oncemark.sink.listener;

import dev.oncemark.sink.postgres.Progress;
import dev.oncemark.sink.settings.SinkSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The consumers of this process, each with a thread, a connection and positions of its own: to each other they are what
 * sinks in other processes are. They start once PostgreSQL has the schema, and stop after the batch they are at.
 */
public final class Consumers implements SmartLifecycle, Pause.Held {

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

    /** A batch waits at most for offsets, an answer and dead letters; see {@code Connections}. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(30);

    private final List<SinkConsumer> consumers;
    private final Pause pause;
    private volatile boolean running;

    /** @param probe throws while PostgreSQL cannot be written, and brings the schema up to date the first time */
    public Consumers(
            SinkSettings settings,
            Progress progress,
            DeadLetterTopics deadLetters,
            SinkMeters meters,
            Pause.Probe probe,
            Runnable onDeath) {
        this.pause = new Pause(
                probe, this, settings.sink().retryFirst(), settings.sink().retryLongest());
        BatchStore store = new BatchStore(progress, deadLetters, meters);
        this.consumers = IntStream.rangeClosed(1, settings.sink().threads())
                .mapToObj(number -> new SinkConsumer(
                        number, KafkaSettings.consumer(settings, number), progress, store, pause, meters, onDeath))
                .toList();
        meters.paused(pause);
    }

    @Override
    public void start() {
        running = true;
        pause.begin("PostgreSQL has not been reached yet");
    }

    @Override
    public void pause() {
        consumers.forEach(SinkConsumer::pause);
    }

    @Override
    public void resume() {
        consumers.forEach(SinkConsumer::startOrResume);
    }

    @Override
    public void stop() {
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
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
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
