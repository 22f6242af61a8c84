package dev.oncemark.verify;

import dev.oncemark.settings.CommandLine.WrongCallException;
import dev.oncemark.verify.check.Findings;
import dev.oncemark.verify.check.Journal;
import dev.oncemark.verify.check.Verification;
import dev.oncemark.verify.check.Verification.Space;
import dev.oncemark.verify.live.CannotCheckException;
import dev.oncemark.verify.live.LiveHistory;
import dev.oncemark.verify.live.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code ./oncemark verify}. Ends with 0 if every promise was kept, 1 if one was broken, 2 if that cannot be told: the
 * command line is wrong, or the broker or PostgreSQL cannot be read.
 */
public final class VerifyMain {

    private VerifyMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv()));
    }

    static int run(List<String> words, Map<String, String> environment) {
        try {
            Options options = Options.of(words, environment);
            if (options.has("--help")) {
                System.out.print(Usage.TEXT);
                return 0;
            }
            Report report = verify(options);
            System.out.println(options.has("--json") ? report.json() : report.text());
            return report.findings().isGood() ? 0 : 1;
        } catch (WrongCallException wrong) {
            System.err.println(wrong.getMessage() + "; see ./oncemark verify --help");
        } catch (CannotCheckException | UncheckedIOException | IllegalArgumentException cannot) {
            System.err.println("cannot check: " + cannot.getMessage());
        }
        return 2;
    }

    private static Report verify(Options options) {
        long start = System.nanoTime();
        Findings findings = new Findings(options.offenders());
        ProgressBar bar = new ProgressBar(System.err);
        Progress progress = Boolean.getBoolean("oncemark.terminal") ? bar : Progress.SILENT;
        Path journal = options.journal();
        Path directory = temporaryDirectory();
        try (LiveHistory history = new LiveHistory(options.place(), progress)) {
            new Verification(
                            history,
                            options.rules(),
                            findings,
                            new Space(directory, options.memory()),
                            journal == null ? null : new Journal(journal))
                    .run();
        } finally {
            bar.clear();
            delete(directory);
        }
        return new Report(findings, (System.nanoTime() - start) / 1e9);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("oncemark-verify-");
        } catch (IOException refused) {
            throw new UncheckedIOException("no temporary directory", refused);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot delete " + directory, refused);
        }
    }
}
