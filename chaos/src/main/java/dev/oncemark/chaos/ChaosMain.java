package dev.oncemark.chaos;

import dev.oncemark.localstack.Directories;
import dev.oncemark.localstack.PartFailedException;
import dev.oncemark.settings.CommandLine.WrongCallException;
import dev.oncemark.verify.live.CannotCheckException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * {@code ./oncemark chaos}. Ends with 0 if every promise was kept, 1 if one was broken, 2 if it could not be run, 3 if no
 * fault hit work in flight: such a run proves nothing.
 */
public final class ChaosMain {

    private ChaosMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        try {
            Options options = Options.of(words);
            long seed = options.seed();
            System.err.println("seed " + seed + " (--seed " + seed + " gives the same faults in the same order)");
            Path home = Path.of(System.getProperty("oncemark.data", ".oncemark"))
                    .toAbsolutePath()
                    .normalize()
                    .resolve("chaos");
            return alone(options, seed, home);
        } catch (WrongCallException wrong) {
            System.err.println(wrong.getMessage());
        } catch (PartFailedException | CannotCheckException | IllegalStateException failed) {
            System.err.println(failed.getMessage());
        } catch (SQLException | IOException | CompletionException failed) {
            System.err.println("cannot run: " + failed);
        }
        return 2;
    }

    /** Two runs would delete each other's files. */
    private static int alone(Options options, long seed, Path home) throws SQLException, IOException {
        Files.createDirectories(home);
        try (FileChannel lock = FileChannel.open(
                home.resolveSibling("chaos.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new IllegalStateException("there is a run of chaos in " + home + " already");
            }
            SmallDisk.release(Target.stateDirectory(home));
            Directories.delete(home);
            Files.createDirectories(home);
            ChaosReport report = play(options, seed, home);
            Files.writeString(options.report(home), report.json());
            System.out.println(report.text());
            return report.exitCode();
        }
    }

    private static ChaosReport play(Options options, long seed, Path home) throws SQLException {
        try (Target target = new Target(home)) {
            target.start();
            try (Stage stage = new Stage(target, enrollments(options), seed)) {
                return switch (options.scenario()) {
                    case "faults" -> FaultsScenario.run(stage, options, seed);
                    case "recovery" -> new RecoveryScenario(stage).run(options, seed);
                    case "overload" -> new OverloadScenario(stage, Bottleneck.BROKER).run(options, seed);
                    case "starvation" -> new OverloadScenario(stage, Bottleneck.CPU).run(options, seed);
                    case "database-down" -> new DatabaseDownScenario(stage).run(options, seed);
                    default -> throw new WrongCallException("unknown scenario " + options.scenario());
                };
            }
        }
    }

    /** As many as it takes to complete so many lessons, where that is asked for. */
    private static int enrollments(Options options) {
        return switch (options.scenario()) {
            case "recovery" -> options.enrollments(options.completions() / 7);
            // So many that to the end many are asked for a lesson that they have not completed yet.
            case "faults" -> options.enrollments(options.seconds(180) * options.rate(100) / 9);
            default -> options.enrollments(0);
        };
    }
}
