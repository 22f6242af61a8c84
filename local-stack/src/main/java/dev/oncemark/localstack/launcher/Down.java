package dev.oncemark.localstack.launcher;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Stops a stack from outside: by its launcher, or part by part where the launcher was killed. */
@Command(name = "down", description = "Stop what \"up\" started.")
public final class Down implements Subcommand {

    private static final Duration LAUNCHER_LIMIT = Duration.ofSeconds(25);
    private static final Duration PART_LIMIT = Duration.ofSeconds(7);

    private final Path data;

    public Down() {
        this(Home.data());
    }

    Down(Path data) {
        this.data = data;
    }

    @Override
    public Integer call() {
        RunDirectory run = new RunDirectory(data);
        ProcessHandle launcher = run.launcher();
        if (launcher != null) {
            launcher.destroy();
            if (!ends(launcher, LAUNCHER_LIMIT)) {
                launcher.destroyForcibly();
            }
        }
        Map<String, ProcessHandle> left = run.parts();
        left.forEach(Down::stop);
        run.forgetAll();
        System.out.println(launcher == null && left.isEmpty() ? "nothing is up in " + data : "stopped");
        return 0;
    }

    private static void stop(String name, ProcessHandle process) {
        System.out.println("stopping " + name);
        boolean isPostgres = name.equals(Listener.POSTGRES.part());
        (isPostgres ? Signal.INT : Signal.TERM).send(process);
        if (!ends(process, PART_LIMIT) && (!process.destroyForcibly() || !ends(process, PART_LIMIT))) {
            throw new FailedException(name + ", process " + process.pid() + ", cannot be stopped");
        }
    }

    private static boolean ends(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException stillThere) {
            return !process.isAlive();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
