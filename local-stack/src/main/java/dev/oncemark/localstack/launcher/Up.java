package dev.oncemark.localstack.launcher;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.Directories;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.ListenerPorts;
import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.ProcessFailedException;
import dev.oncemark.localstack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a stack, says where it is, and keeps it until it is told to stop or a part of it ends. */
@Command(
        name = "up",
        description = {
            "Start everything here, say where it is, and stop it all at Ctrl-C.",
            "The data in .oncemark survives."
        })
public final class Up implements Subcommand {

    private static final String NEXT = """
            its page: %1$s/
            next, in another terminal:
              TOKEN=$(./oncemark token --service)     # or --learner ID, or --admin
              curl -i %1$s/v1/enrollments/ENROLLMENT/completions -H "Authorization: Bearer $TOKEN" \\
                -H 'Content-Type: application/json' -H 'Prefer: wait=5' -d '{"lessonId": "LESSON"}'
            """;

    private final Path data;

    @Option(names = "--fresh", description = "Begin without the data of former starts.")
    private boolean fresh;

    public Up() {
        this(Home.data());
    }

    Up(Path data) {
        this.data = data;
    }

    @Override
    public Integer call() {
        return run(Home.ports());
    }

    int run(ListenerPorts ports) {
        return new RunDirectory(data).holding(() -> {
            refusePortsInUse(ports);
            if (fresh) {
                clear();
            }
            keepFormerLogs();
            return keepUp(new Stack(data, ports));
        });
    }

    private int keepUp(Stack stack) {
        long start = System.nanoTime();
        try {
            stack.start(System.out::println);
            System.out.printf(
                    Locale.ROOT,
                    "ready after %.1f s: %s; data and logs in %s%n",
                    (System.nanoTime() - start) / 1e9,
                    stack.addresses(),
                    data);
            System.out.print(NEXT.formatted(stack.ingestApi().url()));
            ManagedProcess ended = stack.awaitEnd();
            if (!stack.isAskedToStop()) {
                System.err.println(
                        ProcessFailedException.of(ended, "ended by itself").getMessage());
            }
        } catch (ProcessFailedException | IllegalStateException failed) {
            if (!stack.isAskedToStop()) {
                System.err.println(failed.getMessage());
            }
        }
        System.out.println("stopping");
        stack.stop();
        System.out.println("stopped");
        return 1;
    }

    private static void refusePortsInUse(ListenerPorts ports) {
        List<String> inUse = ports.inUse();
        if (!inUse.isEmpty()) {
            throw new FailedException(String.join(System.lineSeparator(), inUse));
        }
    }

    private void clear() {
        for (Listener listener : Listener.values()) {
            Directories.delete(data.resolve(listener.part()));
        }
        Directories.delete(DevelopmentTokens.keys(data));
    }

    /** A log begins with its start; the one before is kept as {@code NAME.log.1}. */
    private void keepFormerLogs() {
        Path logs = data.resolve("logs");
        if (!Files.isDirectory(logs)) {
            return;
        }
        try (Stream<Path> all = Files.list(logs)) {
            for (Path log : all.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot put the former logs aside", refused);
        }
    }
}
