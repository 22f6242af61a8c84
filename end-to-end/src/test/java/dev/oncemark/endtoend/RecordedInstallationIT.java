package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Topics;
import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.stack.CommittedText;
import dev.oncemark.endtoend.stack.ProcessStack;
import dev.oncemark.endtoend.stack.RecordedInstallation;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.localstack.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This version starts on what an earlier one left: it decides what was parked or not even read then, goes on where
 * sequences stood, remembers what was completed and by which request, and the verifier finds no promise broken, in the old
 * part of the history and in the new one. Always on processes, since what is restored is their data.
 */
class RecordedInstallationIT {

    /** As every recorded request has it that could be sent again. */
    private static final String OCCURRED = "2026-10-01T10:00:00.123Z";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LONG_ENROLLMENT = "e-" + "😀".repeat(63);
    private static final String LONG_LESSON = "Урок №1 / «Größe» " + "語".repeat(110);

    private static List<String> versions() throws Exception {
        return RecordedInstallation.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldGoOnFromWhatAnEarlierVersionLeft(String version) throws Exception {
        Path target = ProjectHome.directory().resolve("end-to-end/target");
        Path home = Files.createTempDirectory(target, "recorded-" + version + "-");
        RecordedInstallation recorded = RecordedInstallation.of(version);
        recorded.restore(home);
        try (ProcessStack stack = ProcessStack.startWithoutApps(home)) {
            whatWasParkedWaitsFor(stack);
            stack.startApps();
            decidesWhatWasLeft(stack);
            remembersWhatWasCompleted(new Client(stack));
            goesOnWhereSequencesStood(stack);
            followsTheCatalog(stack);
            goesOnWithCommands(stack);
            Verifier.assertGood(stack, null);
            assertThat(recorded.missingFrom(stack.bootstrapServers())).isEmpty();
        }
    }

    /** The same answers as then, of the latest completion of an enrollment and of the twentieth last. */
    private static void remembersWhatWasCompleted(Client client) {
        assertCompletedThen(client.submitAgain("e-ada", "sets", OCCURRED, "ada-sets"));
        assertCompletedThen(client.submitAgain("e-mia", "cell-20", OCCURRED, "mia-20"));
        assertCompletedThen(client.submitAgain("e-mia", "cell-01", OCCURRED, "mia-01"));
        assertCompletedThen(client.submitAgain("e-grace", "sets", OCCURRED, "grace-sets"));
        assertCompletedThen(client.submitAgain(LONG_ENROLLMENT, LONG_LESSON, OCCURRED, "long"));
        Answer second = client.submit("e-ada", "sets", 20);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.field("completedAt")).isEqualTo(OCCURRED);
        Answer imported = client.submit("e-imported", "mass", 20);
        assertThat(imported.status()).isEqualTo(409);
        assertThat(imported.field("completedAt")).isEqualTo("2025-05-05T05:05:05.123Z");
        assertThat(client.submit("e-leaver", "athens", 20).status()).isEqualTo(409);
    }

    private static void assertCompletedThen(Answer answer) {
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.field("completedAt")).isEqualTo(OCCURRED);
    }

    /** The rows of which the streams-app finds requests in its store; it has ten seconds to come across them. */
    private static void whatWasParkedWaitsFor(Stack stack) throws SQLException {
        Lms lms = new Lms(stack);
        lms.run("INSERT INTO lms.lesson VALUES ('soon', 'algebra', 'A lesson', 5, true)");
        lms.run("INSERT INTO lms.enrollment VALUES ('e-late', 'lea', 'algebra', 'active', now())");
        CommittedText text = new CommittedText(stack.bootstrapServers());
        await().atMost(LIMIT)
                .until(() ->
                        text.records(Topics.LMS_ENROLLMENTS.name()).stream().anyMatch(one -> one.contains("e-late")));
    }

    /** What was parked is decided when its row is there, or the grace period over; what was not read is decided. */
    private static void decidesWhatWasLeft(Stack stack) {
        eventually(stack, then -> {
            assertThat(then.verdicts("e-late"))
                    .containsExactly("sets ACCEPTED", "groups ACCEPTED", "sets REPLAYED", "rings ACCEPTED");
            assertThat(then.verdicts("e-never")).containsExactly("sets UNKNOWN_ENROLLMENT");
            assertThat(then.verdicts("e-bob")).endsWith("soon ACCEPTED", "fields ACCEPTED");
            assertThat(then.verdicts("e-mia-2")).endsWith("cell-02 ACCEPTED", "cell-01 ALREADY_COMPLETED");
        });
    }

    private static void goesOnWhereSequencesStood(Stack stack) {
        Client client = new Client(stack);
        assertThat(client.submit("e-mia-2", "cell-03", 20).status()).isEqualTo(201);
        assertThat(client.submit("e-chemist", "bonds", 20).status()).isEqualTo(201);
        assertThat(client.submit("e-grace", "cell-04", 20).status()).isEqualTo(201);
        eventually(stack, then -> {
            assertThat(then.sequences("e-mia-2")).containsExactly(1L, 2L, 3L);
            assertThat(then.sequences("e-grace")).containsExactly(1L, 2L, 3L);
            assertThat(then.sequences("e-chemist")).containsExactly(1L, 2L);
            assertThat(then.sequences("e-bob")).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(then.completed()).contains("e-bob").doesNotContain("e-sailor", "e-drafts");
        });
    }

    /** Outlines, the imported row that waited and the enrollments of a course are there: a change finds them. */
    private static void followsTheCatalog(Stack stack) throws SQLException {
        Lms lms = new Lms(stack);
        lms.run("UPDATE lms.course SET published = true WHERE id IN ('geography', 'drafts')");
        lms.run("UPDATE lms.lesson SET course_id = 'algebra' WHERE id = 'cell-05'");
        lms.run("UPDATE lms.enrollment SET course_id = 'drafts', status = 'active' WHERE id = 'e-suspended'");
        // Waits for the row, since the lesson is not in the course of before.
        assertThat(new Client(stack).submit("e-late", "cell-05", 20).status()).isEqualTo(201);
        eventually(stack, then -> {
            assertThat(then.completed()).contains("e-sailor", "e-drafts");
            assertThat(then.sequences("e-bob")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        });
        assertThat(new Client(stack).submit("e-suspended", "draft", 20).status())
                .isEqualTo(201);
    }

    /** Take-backs, waivers and attempts of enrollments whose state and rows are those that the earlier version wrote. */
    private static void goesOnWithCommands(Stack stack) {
        Client client = new Client(stack);
        Client administrator = Client.ofAdministrator(stack);
        // Completed by that version, first of all and among the last 16; and completed by import.
        assertThat(administrator.revoke("e-mia", "cell-01", "mia-01-back", null).status())
                .isEqualTo(200);
        Answer named = administrator.revoke("e-mia", "cell-20", "mia-20-back", requestId(client, "e-mia", "cell-20"));
        assertThat(named.field("revokedRequestId")).isNotEmpty();
        assertThat(administrator
                        .revoke("e-imported", "mass", "ida-mass-back", null)
                        .status())
                .isEqualTo(200);
        // A completion of that version is over, whoever retries it.
        Answer retried = client.submitAgain("e-mia", "cell-20", OCCURRED, "mia-20");
        assertThat(retried.field("reason")).isEqualTo("ATTEMPT_OVER");
        assertThat(client.submit("e-mia", "cell-20", 20).status()).isEqualTo(201);
        assertThat(administrator.waive("e-mia", "cell-01", "TESTED_OUT").status())
                .isEqualTo(201);
        assertThat(administrator.reset("e-ada", 2).status()).isEqualTo(201);
        assertThat(client.submit("e-ada", "sets", 20).json().path("attempt").asInt())
                .isEqualTo(2);
        eventually(stack, then -> {
            assertThat(then.sequences("e-mia").subList(20, 24)).containsExactly(21L, 22L, 23L, 24L);
            assertThat(then.verdicts("e-ada")).endsWith("null RESET", "sets ACCEPTED");
        });
    }

    /** As somebody is told who completes it once more. */
    private static String requestId(Client client, String enrollment, String lesson) {
        return client.submit(enrollment, lesson, 20).field("originalRequestId");
    }

    private static void eventually(Stack stack, Consumer<Decided> assertions) {
        await().atMost(LIMIT).untilAsserted(() -> assertions.accept(Decided.read(stack)));
    }

    /** What the topics say at one time. */
    private record Decided(List<CompletionResult> results, List<CourseCompletion> completions) {

        private static final Duration FOR_ALL = Duration.ofSeconds(2);

        static Decided read(Stack stack) {
            TopicReader reader = new TopicReader(stack.bootstrapServers());
            return new Decided(
                    reader.read(Topics.COMPLETION_RESULTS, none -> false, FOR_ALL),
                    reader.read(Topics.COURSE_COMPLETIONS, none -> false, FOR_ALL));
        }

        /** In their order: the lesson of each, and what became of it. */
        List<String> verdicts(String enrollment) {
            return of(enrollment)
                    .map(result ->
                            result.lessonId() + " " + Objects.requireNonNullElse(result.reason(), result.status()))
                    .toList();
        }

        List<Long> sequences(String enrollment) {
            return of(enrollment)
                    .map(CompletionResult::sequence)
                    .filter(Objects::nonNull)
                    .toList();
        }

        List<String> completed() {
            return completions.stream().map(CourseCompletion::enrollmentId).toList();
        }

        private Stream<CompletionResult> of(String enrollment) {
            return results.stream().filter(result -> result.enrollmentId().equals(enrollment));
        }
    }
}
