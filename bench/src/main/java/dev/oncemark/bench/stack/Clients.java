package dev.oncemark.bench.stack;

import dev.oncemark.localstack.load.Answer;
import dev.oncemark.localstack.load.LoadEngine;
import dev.oncemark.localstack.load.LoadTarget;
import dev.oncemark.localstack.load.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Clients of one server, each of which posts the next request when the last one is answered 202. */
final class Clients implements AutoCloseable {

    /** A server that has just started turns away what it has no time for yet. */
    private static final RetryPolicy RETRIES = new RetryPolicy(10, Duration.ofMillis(100));

    private final AtomicLong accepted = new AtomicLong();
    private final LoadEngine<Post> engine;

    Clients(LoadTarget target, int connections) {
        this.engine = new LoadEngine<>(target, connections, RETRIES, this::answered);
    }

    private void answered(Post post, Answer answer) {
        if (answer.status() == 202) {
            accepted.incrementAndGet();
        } else if (!answer.willRetry()) {
            throw new IllegalStateException("answered " + answer.status() + " instead of 202: " + answer.body());
        }
    }

    /**
     * Posts what {@code posts} gives until that is null.
     *
     * @return how many were answered 202
     * @throws IllegalStateException if one was answered otherwise, again and again
     */
    long post(Supplier<@Nullable Post> posts) {
        long before = accepted.get();
        engine.saturate(posts);
        return accepted.get() - before;
    }

    /** For so long. */
    long post(Duration time, Supplier<Post> posts) {
        long deadline = System.nanoTime() + time.toNanos();
        return post(() -> System.nanoTime() - deadline < 0 ? posts.get() : null);
    }

    @Override
    public void close() {
        engine.close();
    }
}
