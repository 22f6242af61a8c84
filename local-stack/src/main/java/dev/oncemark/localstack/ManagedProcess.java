package dev.oncemark.localstack;

import dev.oncemark.localstack.process.Sleep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be started, stopped, killed and started again on the same data and ports. It is stopped when this
 * JVM ends. Methods that change it are for one thread at a time.
 */
public abstract class ManagedProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(7);

    private final String name;
    private final ProcessFiles files;
    private final Runnable stopAtExit = this::stop;
    private @Nullable ServerProcess process;

    ManagedProcess(String name, ProcessFiles files) {
        this.name = name;
        this.files = files;
    }

    /** The process's command; what it needs in its directory is there when this returns. */
    abstract ServerProcess.Command command();

    /** Whether it answers and does its work. Called over and over: must not wait long. */
    abstract boolean isReady();

    /** What it is waited for, for messages. */
    String readiness() {
        return "to answer";
    }

    /** Called once it is ready, before {@link #start()} returns. */
    void onReady() {}

    /** How it is asked to end cleanly. */
    Signal stopSignal() {
        return Signal.TERM;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @throws ProcessFailedException if it ends instead, or is not ready in time
     */
    public final void start() {
        launch();
        awaitReady(START_LIMIT);
    }

    /** Starts it without waiting. */
    public final void launch() {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running");
        }
        createDirectories();
        ServerProcess started = ServerProcess.start(command(), files.directory(), files.log());
        process = started;
        if (files.pidFile() != null) {
            new PidFile(files.pidFile()).write(started.handle().pid());
        }
        StopAtExit.part(stopAtExit);
    }

    /** @throws ProcessFailedException if it ends instead, or is not ready in time */
    public final void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw ProcessFailedException.of(this, "ended while it was starting");
            }
            if (System.nanoTime() - deadline > 0) {
                throw ProcessFailedException.of(
                        this, "was waited for %s for %s s, in vain".formatted(readiness(), limit.toSeconds()));
            }
            Sleep.of(Duration.ofMillis(50));
        }
        onReady();
    }

    /** Asks it to end, and kills it if it has not after seven seconds. */
    public final synchronized void stop() {
        ServerProcess running = process;
        if (running != null) {
            running.stop(stopSignal(), STOP_LIMIT);
        }
        forget();
    }

    /** Kills it and every process it started, as a power cut would: SIGKILL. */
    public final synchronized void kill() {
        ServerProcess running = process;
        if (running != null) {
            running.kill();
        }
        forget();
    }

    /** Sends a signal to the process; {@link Signal#STOP} freezes it until {@link Signal#CONT}. */
    public final void signal(Signal signal) {
        ServerProcess running = process;
        if (running != null) {
            signal.send(running.handle());
        }
    }

    @Override
    public final void close() {
        stop();
    }

    public final boolean isAlive() {
        ServerProcess running = process;
        return running != null && running.handle().isAlive();
    }

    /** The process's id; empty unless it is running. */
    public final OptionalLong pid() {
        ServerProcess running = process;
        return running != null && running.handle().isAlive()
                ? OptionalLong.of(running.handle().pid())
                : OptionalLong.empty();
    }

    public final String name() {
        return name;
    }

    public final Path log() {
        return files.log();
    }

    /** Done when the process ends, whoever ended it; at once if it is not running. */
    final CompletableFuture<ManagedProcess> ended() {
        ServerProcess running = process;
        return running == null
                ? CompletableFuture.completedFuture(this)
                : running.process().onExit().thenApply(ended -> this);
    }

    final Path directory() {
        return files.directory();
    }

    /** The end of its log. */
    final List<String> lastLines(int count) {
        return LogTail.lastLines(files.log(), count);
    }

    private void forget() {
        if (files.pidFile() != null) {
            new PidFile(files.pidFile()).delete();
        }
        StopAtExit.forget(stopAtExit);
    }

    private void createDirectories() {
        try {
            Files.createDirectories(files.directory());
            Files.createDirectories(files.log().resolveSibling("."));
        } catch (IOException refused) {
            throw new IllegalStateException("cannot create " + files.directory() + " for " + name, refused);
        }
    }
}
