package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.load.Answer;
import dev.oncemark.localstack.load.LoadEngine;
import dev.oncemark.localstack.load.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Requests go to the API; their verdicts are read from the topic, their rows in PostgreSQL. */
final class OncemarkWay implements AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final WholeStack stack;
    private final Workload workload;
    private final LoadEngine<Post> engine;
    private final ResultReader reader;
    private final RowWatch watch;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private volatile @Nullable RatedRun run;

    OncemarkWay(WholeStack stack, Workload workload) {
        this.stack = stack;
        this.workload = workload;
        this.engine = new LoadEngine<>(stack.api(), CONNECTIONS, RetryPolicy.NONE, this::answered);
        this.watch = new RowWatch(stack.rows());
        this.reader = new ResultReader(
                stack.broker().bootstrapServers(), Topics.COMPLETION_RESULTS.name(), workload, this::result);
    }

    private void answered(Post post, Answer answer) {
        RatedRun now = run;
        if (answer.status() != 202) {
            refused.incrementAndGet();
        } else if (now != null) {
            now.add(now.stored(), post.number(), answer.received());
        }
    }

    private void result(int number, TopicPartition partition, long offset, long nanos) {
        RatedRun now = run;
        if (now != null && now.counts(number)) {
            now.add(now.verdicts(), number, nanos);
            watch.expect(partition.partition(), offset, number, now);
        }
    }

    /** How many completions a second come to their rows, as many as 64 connections make. */
    double capacity(int seconds) {
        try (StoredRows rows = stack.rows();
                Clients clients = new Clients(stack.api(), CONNECTIONS)) {
            Meter meter = stack.meter().start();
            double count = clients.post(Duration.ofSeconds(seconds), () -> post(next.getAndIncrement()));
            return count / rows.awaitAll(next.get(), meter).seconds();
        }
    }

    private Post post(int number) {
        return Post.single(workload, new Item(number, 0, true));
    }

    /** Sends at this rate, and waits for the last row; what that cost. */
    Meter.Reading run(RatedRun now) {
        run = now;
        refused.set(0);
        Meter meter = stack.meter().start();
        now.run(number -> engine.send(post(number), now.intended(number)));
        next.set(now.end());
        Waiting.until("there is a row of each", TIMEOUT, () -> now.hasAll(now.rows()) || refused.get() > 0);
        return meter.read();
    }

    /** How many requests of the last run were not answered 202; where there is one, the run is worth nothing. */
    int refused() {
        return refused.get();
    }

    /** The number of the next request. */
    int next() {
        return next.get();
    }

    @Override
    public void close() {
        reader.close();
        watch.close();
        engine.close();
    }
}
