package dev.oncemark.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Steps that start together as soon as those before them are done. The first that fails ends the wait for all. */
final class StartSequence implements AutoCloseable {

    private static final int SECONDS_BETWEEN_REPORTS = 5;
    private static final int SECONDS_TO_GIVE_UP = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Consumer<String> progress;
    private final long start = System.nanoTime();
    private final Set<String> waitedFor = new ConcurrentSkipListSet<>();
    private final List<CompletableFuture<Void>> steps = new ArrayList<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    StartSequence(Consumer<String> progress) {
        this.progress = progress;
    }

    /** What others may wait for. */
    record Step(CompletableFuture<Void> done) {}

    /** Runs {@code start} once {@code earlier} are done; {@code name} is what it starts. */
    Step step(String name, Runnable start, Step... earlier) {
        waitedFor.add(name);
        var before = CompletableFuture.allOf(Stream.of(earlier).map(Step::done).toArray(CompletableFuture[]::new));
        var done = before.thenRunAsync(start, threads).whenComplete((nothing, failed) -> report(name, failed));
        steps.add(done);
        return new Step(done);
    }

    /** @throws RuntimeException what the first step that failed threw */
    void await() {
        var all = CompletableFuture.anyOf(failure, CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new)));
        while (!isDone(all)) {
            progress.accept("waiting for " + String.join(", ", waitedFor));
        }
    }

    private static boolean isDone(CompletableFuture<Object> all) {
        try {
            all.get(SECONDS_BETWEEN_REPORTS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : new CompletionException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", stopped);
        }
    }

    private void report(String name, @org.jspecify.annotations.Nullable Throwable failed) {
        if (failed == null) {
            waitedFor.remove(name);
            double seconds = (System.nanoTime() - start) / 1e9;
            progress.accept(String.format(Locale.ROOT, "%-12s is ready after %.1f s", name, seconds));
        } else {
            failure.completeExceptionally(failed.getCause() instanceof RuntimeException cause ? cause : failed);
        }
    }

    /** Steps that still wait give up, so that nothing is started once this returns. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(SECONDS_TO_GIVE_UP, TimeUnit.SECONDS)) {
                progress.accept("still starting: " + String.join(", ", waitedFor));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
