package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be started, stopped, killed and started again on the same data and ports. It is stopped when this
 * JVM ends. Methods that change it are for one thread at a time.
 */
public abstract class Part implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Path directory;
    private final Path log;
    private final Runnable stopAtExit = this::stop;
    private @Nullable ServerProcess process;

    /** Keeps everything in {@code directory}, its log in {@code NAME.log} there. */
    Part(String name, Path directory) {
        this(name, directory, directory.resolve(name + ".log"));
    }

    Part(String name, Path directory, Path log) {
        this.name = name;
        this.directory = directory.toAbsolutePath();
        this.log = log.toAbsolutePath();
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
     * @throws PartFailedException if it ends instead, or is not ready in time
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
        process = ServerProcess.start(command(), directory, log);
        StopAtExit.forget(stopAtExit);
        StopAtExit.register(stopAtExit);
    }

    /** @throws PartFailedException if it ends instead, or is not ready in time */
    public final void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw PartFailedException.of(this, "ended while it was starting");
            }
            if (System.nanoTime() - deadline > 0) {
                throw PartFailedException.of(
                        this, "was waited for %s for %s s, in vain".formatted(readiness(), limit.toSeconds()));
            }
            Pauses.sleep(Duration.ofMillis(50));
        }
        onReady();
    }

    /** Asks it to end, and kills it if it has not after ten seconds. */
    public final synchronized void stop() {
        ServerProcess running = process;
        if (running != null) {
            running.stop(stopSignal(), STOP_LIMIT);
        }
        StopAtExit.forget(stopAtExit);
    }

    /** Kills it and every process it started, as a power cut would: SIGKILL. */
    public final synchronized void kill() {
        ServerProcess running = process;
        if (running != null) {
            running.kill();
        }
        StopAtExit.forget(stopAtExit);
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
        return log;
    }

    final Path directory() {
        return directory;
    }

    /** The end of its log. */
    final List<String> lastLines(int count) {
        return LogTail.lastLines(log, count);
    }

    private void createDirectories() {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.resolveSibling("."));
        } catch (IOException refused) {
            throw new IllegalStateException("cannot create " + directory + " for " + name, refused);
        }
    }
}
