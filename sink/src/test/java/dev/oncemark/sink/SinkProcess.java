package dev.oncemark.sink;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sink in a process of its own, to be killed and frozen. */
final class SinkProcess implements AutoCloseable {

    private final Process process;

    private SinkProcess(Process process) {
        this.process = process;
    }

    static SinkProcess start(String name, String... settings) {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SinkMain.class.getName());
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/" + name + ".log"));
        process.environment().putAll(RunningSink.environment(settings));
        try {
            return new SinkProcess(process.start());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM, then waits until it has ended. */
    void stop() {
        process.destroy();
        await();
    }

    /** Sends {@code STOP}, which freezes it, or {@code CONT}. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the sink does not end");
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
