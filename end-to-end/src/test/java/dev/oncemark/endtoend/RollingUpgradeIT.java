package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.ProcessStack;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.endtoend.stack.UpgradedApps;
import dev.oncemark.localstack.App;
import dev.oncemark.localstack.ProjectHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two instances of each app of an earlier version are replaced by this version's, one after the other in the order that
 * docs/operations.md gives, while clients go on: no request is lost, decided twice, or told wrongly.
 *
 * <p>{@code end-to-end/upgrade-from} builds an earlier version and runs this.
 */
@EnabledIfSystemProperty(
        named = RollingUpgradeIT.BEFORE,
        matches = ".+",
        disabledReason = "wants the project in which an earlier version was built: end-to-end/upgrade-from runs it")
class RollingUpgradeIT {

    static final String BEFORE = "oncemark.before";

    private static final int LESSONS = 20;
    private static final int LEARNERS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path before = Path.of(System.getProperty(BEFORE, "")).toAbsolutePath();

    @Test
    void shouldLoseNothingThoughEachAppIsReplacedUnderLoad() throws Exception {
        Path target = ProjectHome.directory().resolve("end-to-end/target");
        Path home = Files.createTempDirectory(target, "upgrade-");
        Path connector = before.resolve("debezium/lms-source.json");
        try (ProcessStack stack = ProcessStack.startWithoutApps(home, List.of(), connector);
                UpgradedApps apps = stack.appsOf(before)) {
            Course course = new Lms(stack).publish(LESSONS, LEARNERS);
            apps.start();
            Path journal = home.resolve("journal.jsonl");
            int asked;
            try (SteadyLoad load = new SteadyLoad(apis(apps), stack.tokens(), course, journal)) {
                awaitMore(load);
                upgrade(apps, load);
                apps.ingestApis().forEach(api -> {
                    apps.replace(api, api.with("ONCEMARK_COMMANDS_ENABLED", "true"));
                    awaitMore(load);
                });
                load.beginCommands();
                awaitMore(load);
                awaitMore(load);
                asked = load.finish();
                assertThat(load.unanswered()).isZero();
            }
            assertDecided(stack, course, asked);
            Verifier.assertGood(stack, journal);
        }
    }

    /** Readers before writers: sink, ingest-api, and then the streams-app. */
    private static void upgrade(UpgradedApps apps, SteadyLoad load) {
        for (App old : List.copyOf(apps.running())) {
            apps.replace(old, old.ofVersion(ProjectHome.directory()));
            awaitMore(load);
        }
    }

    private static List<String> apis(UpgradedApps apps) {
        return apps.ingestApis().stream().map(App::url).toList();
    }

    /** Some requests are decided by what runs now. */
    private static void awaitMore(SteadyLoad load) {
        int now = load.asked();
        await().atMost(LIMIT).until(() -> load.asked() > now + 150);
    }

    private static void assertDecided(Stack stack, Course course, int asked) {
        List<CompletionResult> results = new History(stack, course).results(asked);
        Map<Status, Long> counts =
                results.stream().collect(Collectors.groupingBy(CompletionResult::status, Collectors.counting()));
        assertThat(counts).containsKeys(Status.ACCEPTED, Status.REVOKED, Status.RESET, Status.REJECTED);
        System.out.println(asked + " requests, results by status: " + counts);
    }
}
