package dev.oncemark.bench.latency;

import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Waiting;
import dev.oncemark.bench.load.Oncemark;
import dev.oncemark.bench.load.Poster;
import dev.oncemark.bench.load.Posts;
import dev.oncemark.bench.load.Rows;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Requests go to the API; their verdicts are read from the topic, their rows in PostgreSQL. */
final class OncemarkWay implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int CONNECTIONS = 64;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Oncemark oncemark;
    private final Posts posts;
    private final Poster poster;
    private final Tail tail;
    private final RowWatch watch;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private volatile @Nullable Turn turn;

    OncemarkWay(Oncemark oncemark, Input input) {
        this.oncemark = oncemark;
        this.posts = new Posts(input);
        this.poster = new Poster(oncemark.target(CONNECTIONS));
        this.watch = new RowWatch(oncemark.rows(), PARTITIONS);
        this.tail = new Tail(
                oncemark.broker().bootstrapServers(),
                Topics.COMPLETION_RESULTS.name(),
                PARTITIONS,
                input,
                this::result);
    }

    private void result(int number, int partition, long offset, long nanos) {
        Turn now = turn;
        if (now != null && now.counts(number)) {
            now.verdict(number, nanos);
            watch.expect(partition, offset, now.pace().intended(number), now.rows());
        }
    }

    /** How many completions a second come to their rows, as many as 64 connections make. */
    double capacity(int seconds) {
        try (Rows rows = oncemark.rows()) {
            long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            Meter meter = oncemark.meter().start();
            long count = poster.postAll(() -> System.nanoTime() - deadline < 0 ? post(next.getAndIncrement()) : null);
            return count / rows.awaitAll(next.get(), meter).seconds();
        }
    }

    private Poster.Post post(int number) {
        return posts.single(new Item(number, 0, true));
    }

    /** Sends at this rate, and waits for the last row; what that cost. */
    Meter.Reading run(Turn now) {
        turn = now;
        refused.set(0);
        Meter meter = oncemark.meter().start();
        now.pace().run(number -> send(number, now));
        next.addAndGet(now.pace().count());
        Waiting.until("there is a row of each", LIMIT, () -> now.hasRows() || refused.get() > 0);
        return meter.read();
    }

    /** How many requests of the last run were not answered 202; where there is one, the run is worth nothing. */
    int refused() {
        return refused.get();
    }

    private void send(int number, Turn now) {
        var unused = poster.post(post(number)).onComplete(answer -> {
            if (answer.succeeded() && answer.result() == 202) {
                now.stored(number);
            } else {
                refused.incrementAndGet();
            }
        });
    }

    /** The number of the next request. */
    int next() {
        return next.get();
    }

    @Override
    public void close() {
        tail.close();
        watch.close();
        poster.close();
    }
}
