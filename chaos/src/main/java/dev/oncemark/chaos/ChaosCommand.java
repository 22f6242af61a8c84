package dev.oncemark.chaos;

import dev.oncemark.chaos.faults.Fault;
import dev.oncemark.chaos.installation.ProxiedStack;
import dev.oncemark.chaos.installation.SmallDisk;
import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Range;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.cli.WrongCallException;
import dev.oncemark.localstack.Directories;
import dev.oncemark.localstack.ProcessFailedException;
import dev.oncemark.verify.live.CannotCheckException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./oncemark chaos}: what it was called with, and the run as a whole. */
@Command(
        name = "chaos",
        description = {
            "Break a stack of its own in every way, under load, and verify what is left: docs/reliability.md.",
            "Exits with 0 if every promise was kept, 1 if one was broken, 2 if it could not be run, 3 if no fault hit work "
                    + "in flight: such a run proves nothing."
        })
public final class ChaosCommand implements Subcommand {

    private static final int CANNOT_RUN = 2;
    private static final int MIN_ENROLLMENTS = 2_000;

    @Option(names = "--scenario", paramLabel = "NAME", defaultValue = "faults", description = "What is tried.")
    private Scenario scenario = Scenario.FAULTS;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; each scenario has its own default.")
    @Range(min = 1, max = 604_800)
    private @Nullable Integer seconds;

    @Option(names = "--rate", paramLabel = "N", description = "Requests a second; each scenario has its own default.")
    @Range(min = 1, max = 100_000)
    private @Nullable Integer rate;

    @Option(
            names = "--commands",
            paramLabel = "PERCENT",
            defaultValue = "10",
            description = "How many of 100 requests take back, waive or reset.")
    @Range(min = 0, max = 90)
    private int commands = 10;

    @Option(
            names = "--completions",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "For recovery: how many in the state.")
    @Range(min = 1, max = 100_000_000)
    private int completions = 1_000_000;

    @Option(names = "--enrollments", paramLabel = "N", description = "2000, or as many as the scenario needs.")
    @Range(min = 10, max = 100_000_000)
    private @Nullable Integer enrollments;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only faults whose name contains it.")
    private String only = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same faults in the same order; random.")
    private @Nullable Long givenSeed;

    @Option(names = "--report", paramLabel = "FILE", description = "The report as JSON (.oncemark/chaos/chaos.json).")
    private @Nullable Path report;

    private long seed;

    @Override
    public Integer call() {
        requireFaults();
        seed = givenSeed == null ? System.nanoTime() & 0xFFFF_FFFFL : givenSeed;
        System.err.println("seed " + seed + " (--seed " + seed + " gives the same faults in the same order)");
        Path home = Path.of(System.getProperty("oncemark.data", ".oncemark"))
                .toAbsolutePath()
                .normalize()
                .resolve("chaos");
        try {
            return alone(home);
        } catch (ProcessFailedException | CannotCheckException | IllegalStateException failed) {
            throw new FailedException(CANNOT_RUN, String.valueOf(failed.getMessage()));
        } catch (SQLException | IOException | CompletionException failed) {
            throw new FailedException(CANNOT_RUN, "cannot run: " + failed);
        }
    }

    private void requireFaults() {
        if (faults().isEmpty()) {
            throw new WrongCallException("--only takes a part of a fault's name, not %s; there are %s"
                    .formatted(
                            only, Arrays.stream(Fault.values()).map(Fault::text).collect(Collectors.joining(", "))));
        }
    }

    /** Two runs would delete each other's files. */
    private int alone(Path home) throws SQLException, IOException {
        Files.createDirectories(home);
        try (FileChannel lock = FileChannel.open(
                home.resolveSibling("chaos.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new IllegalStateException("there is a run of chaos in " + home + " already");
            }
            SmallDisk.release(ProxiedStack.stateDirectory(home));
            Directories.delete(home);
            Files.createDirectories(home);
            ChaosReport found = play(home);
            Files.writeString(report == null ? home.resolve("chaos.json") : report, found.json());
            System.out.println(found.text());
            return found.exitCode();
        }
    }

    private ChaosReport play(Path home) throws SQLException {
        try (ProxiedStack stack = new ProxiedStack(home)) {
            stack.start();
            try (Stage stage = new Stage(stack, scenario.enrollments(this), seed)) {
                return scenario.run(stage, this);
            }
        }
    }

    long seed() {
        return seed;
    }

    int seconds(int standard) {
        return seconds == null ? standard : seconds;
    }

    int rate(int standard) {
        return rate == null ? standard : rate;
    }

    /** How many of a hundred requests are commands. */
    int commands() {
        return commands;
    }

    int completions() {
        return completions;
    }

    /** At least so many, and two thousand, where no other number is asked for. */
    int enrollments(int atLeast) {
        return enrollments == null ? Math.max(MIN_ENROLLMENTS, atLeast) : enrollments;
    }

    /** The faults that may happen, if this machine can have them. */
    List<Fault> faults() {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.text().contains(only))
                .toList();
    }
}
