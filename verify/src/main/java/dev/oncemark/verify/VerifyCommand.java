package dev.oncemark.verify;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Range;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.verify.check.Findings;
import dev.oncemark.verify.check.Journal;
import dev.oncemark.verify.check.Rules;
import dev.oncemark.verify.check.Verification;
import dev.oncemark.verify.check.Verification.Space;
import dev.oncemark.verify.live.BrokerOptions;
import dev.oncemark.verify.live.CannotCheckException;
import dev.oncemark.verify.live.LiveHistory;
import dev.oncemark.verify.live.LiveHistory.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./oncemark verify}. */
@Command(
        name = "verify",
        description = {
            "Read every topic and PostgreSQL, change nothing, and check every promise as of the start, on a system at work as "
                    + "well.",
            "Exits with 0 if all were kept, 1 if one was broken, 2 if that could not be checked."
        })
public final class VerifyCommand implements Subcommand {

    private static final int CANNOT_CHECK = 2;

    /** A broker looks for transactions that are too old every ten seconds. */
    private static final int TRANSACTION_SECONDS = 15;

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            defaultValue =
                    "${env:ONCEMARK_POSTGRES_URL:-jdbc:postgresql://127.0.0.1:${env:ONCEMARK_STACK_POSTGRES_PORT:-5433}/oncemark}",
            description = "PostgreSQL.")
    private String jdbcUrl = "";

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            defaultValue = "${env:ONCEMARK_POSTGRES_USER:-oncemark_api}",
            description = "A role that reads schema progress; its password is taken from ONCEMARK_POSTGRES_PASSWORD.")
    private String user = "";

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "What clients were told, one JSON object a line: docs/reliability.md.")
    private @Nullable Path journal;

    @Option(
            names = "--settled",
            description = "Nobody is at work: whatever is not read, decided or stored is a violation.")
    private boolean settled;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long requests wait for a missing row.")
    @Range(min = 0, max = 86_400)
    private int grace;

    @Option(
            names = "--parking-bound",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many wait in a partition at most.")
    @Range(min = 1, max = 100_000_000)
    private int parkingBound;

    @Option(
            names = "--late-completions",
            paramLabel = "SECONDS",
            defaultValue = "2592000",
            description = "How long after an enrollment's end what happened before is taken.")
    @Range(min = 0, max = 315_360_000)
    private int lateCompletions;

    @Option(
            names = "--clocks",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How far the machines' clocks may be apart.")
    @Range(min = 0, max = 3_600)
    private int clocks;

    @Option(
            names = "--transaction-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Of the streams-app.")
    @Range(min = 1, max = 3_600)
    private int transactionTimeout;

    @Option(
            names = "--offenders",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many of each violation are shown.")
    @Range(min = 0, max = 1_000_000)
    private int offenders;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "128",
            description = "For sorting; the rest goes to files in java.io.tmpdir.")
    @Range(min = 1, max = 65_536)
    private long memory;

    @Option(names = "--json", description = "The report as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            Report report = verify();
            System.out.println(json ? report.json() : report.text());
            return report.findings().isGood() ? 0 : 1;
        } catch (CannotCheckException | UncheckedIOException | IllegalArgumentException cannot) {
            throw new FailedException(CANNOT_CHECK, "cannot check: " + cannot.getMessage());
        }
    }

    private Report verify() {
        long start = System.nanoTime();
        Findings findings = new Findings(offenders);
        Path directory = temporaryDirectory();
        try (TerminalProgress progress = new TerminalProgress(Boolean.getBoolean("oncemark.terminal"));
                LiveHistory history = new LiveHistory(place(), progress)) {
            Space space = new Space(directory, memory << 20);
            new Verification(history, rules(), findings, space, journal == null ? null : new Journal(journal)).run();
        } finally {
            delete(directory);
        }
        return new Report(findings, (System.nanoTime() - start) / 1e9);
    }

    private Place place() {
        return new Place(
                broker.clientSettings(),
                jdbcUrl,
                user,
                System.getenv().getOrDefault("ONCEMARK_POSTGRES_PASSWORD", "trusted"),
                broker.applicationId(),
                Duration.ofSeconds(transactionTimeout + TRANSACTION_SECONDS));
    }

    private Rules rules() {
        return new Rules(
                Duration.ofSeconds(grace),
                Duration.ofSeconds(clocks),
                parkingBound,
                Duration.ofSeconds(lateCompletions),
                settled);
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
