package dev.oncemark.chaos;

import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.process.Sleep;
import dev.oncemark.verify.check.Findings;
import dev.oncemark.verify.check.Journal;
import dev.oncemark.verify.check.Rules;
import dev.oncemark.verify.check.Verification;
import dev.oncemark.verify.check.Verification.Space;
import dev.oncemark.verify.check.Violation;
import dev.oncemark.verify.live.LiveHistory;
import dev.oncemark.verify.live.LiveHistory.Place;
import dev.oncemark.verify.live.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Waits until everything is read, decided and stored, and then has it verified. */
record FinalVerification(Stack stack, Path home, Path journal) {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final long MEMORY = 96L << 20;
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(25);

    /** What was found, when nothing was left to be done any more or two minutes were over. */
    Findings await() {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            Findings findings = verify();
            if (isFinished(findings) || System.nanoTime() > deadline) {
                return findings;
            }
            Sleep.of(BETWEEN);
        }
    }

    /** When the last changed course settles, its enrollments are looked at after that. */
    private static boolean isFinished(Findings findings) {
        return findings.count(Violation.LEFT_BEHIND) == 0 && findings.count(Violation.COURSE_COMPLETION_MISSING) == 0;
    }

    private Findings verify() {
        Findings findings = new Findings(5);
        Place place = new Place(
                Map.of("bootstrap.servers", stack.broker().bootstrapServers()),
                stack.postgres().jdbcUrl(),
                "oncemark_api",
                "trusted",
                "oncemark-streams",
                LONGEST_TRANSACTION);
        try (LiveHistory history = new LiveHistory(place, Progress.SILENT)) {
            Rules rules = Rules.STANDARD.whenSettled();
            new Verification(history, rules, findings, new Space(home, MEMORY), new Journal(journal)).run();
        }
        return findings;
    }
}
