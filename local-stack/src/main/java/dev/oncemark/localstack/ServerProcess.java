package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running process whose output goes to a log. It has a session of its own, so that a Ctrl-C in the terminal reaches
 * only its parent, which then stops it in its turn.
 */
record ServerProcess(Process process) {

    /** What to run, with variables to add to this JVM's environment. */
    record Command(List<String> words, Map<String, String> environment) {
        static Command of(List<String> words) {
            return new Command(words, Map.of());
        }
    }

    private static final boolean HAS_SETSID =
            Files.isExecutable(Path.of("/usr/bin/setsid")) || Files.isExecutable(Path.of("/bin/setsid"));

    static ServerProcess start(Command command, Path directory, Path log) {
        List<String> words = new ArrayList<>(HAS_SETSID ? List.of("setsid") : List.of());
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // They are about this stack, and no settings of an app.
        builder.environment().keySet().removeIf(name -> name.startsWith("ONCEMARK_STACK_"));
        builder.environment().remove("ONCEMARK_DATA_DIR");
        builder.environment().putAll(command.environment());
        try {
            return new ServerProcess(builder.start());
        } catch (IOException refused) {
            throw new IllegalStateException("cannot run " + words.get(0), refused);
        }
    }

    /** Runs a command to its end, its output going to {@code log}; the exit code. */
    static int run(Command command, Path directory, Path log) {
        ServerProcess started = start(command, directory, log);
        try {
            return started.process().waitFor();
        } catch (InterruptedException stopped) {
            started.kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for " + command.words().get(0), stopped);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks it to end by {@code signal}, and kills it if it has not in time. */
    void stop(Signal signal, Duration limit) {
        if (process.isAlive()) {
            signal.send(handle());
            if (!endsWithin(limit)) {
                kill();
            }
        }
    }

    /** Kills it and its descendants, and waits until they are gone. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>(handle().descendants().toList());
        all.add(0, handle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(killed ->
                killed.onExit().completeOnTimeout(killed, 5, TimeUnit.SECONDS).join());
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
