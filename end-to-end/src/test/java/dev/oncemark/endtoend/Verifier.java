package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.verify.Report;
import dev.oncemark.verify.check.Findings;
import dev.oncemark.verify.check.Journal;
import dev.oncemark.verify.check.Rules;
import dev.oncemark.verify.check.Verification;
import dev.oncemark.verify.check.Verification.Space;
import dev.oncemark.verify.check.Violation;
import dev.oncemark.verify.live.LiveHistory;
import dev.oncemark.verify.live.LiveHistory.Place;
import dev.oncemark.verify.live.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ./oncemark verify --settled} of all that a stack has ever done. */
final class Verifier {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(25);
    private static final long MEMORY = 64L << 20;

    private Verifier() {}

    /**
     * Everything is read, decided and stored within a minute, and every promise kept.
     *
     * @param journal what clients were told, or null
     */
    static void assertGood(Stack stack, @Nullable Path journal) throws Exception {
        String url;
        try (var connection = stack.connection("oncemark_api")) {
            url = connection.getMetaData().getURL();
        }
        Place place = new Place(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                url,
                "oncemark_api",
                stack.password(),
                "oncemark-streams",
                LONGEST_TRANSACTION);
        Path space = Files.createTempDirectory(ProjectHome.directory().resolve("end-to-end/target"), "verify-");
        Findings found = await().atMost(LIMIT)
                .until(() -> verify(place, space, journal), findings -> findings.count(Violation.LEFT_BEHIND) == 0);
        assertThat(found.isGood()).as(() -> new Report(found, 0).text()).isTrue();
    }

    private static Findings verify(Place place, Path space, @Nullable Path journal) {
        Findings findings = new Findings(5);
        Journal answers = journal == null ? null : new Journal(journal);
        try (LiveHistory history = new LiveHistory(place, Progress.SILENT)) {
            new Verification(history, Rules.STANDARD.whenSettled(), findings, new Space(space, MEMORY), answers).run();
        }
        return findings;
    }
}
