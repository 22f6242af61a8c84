package dev.oncemark.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.Command.Waive;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands through the topology: exactly one result for each, its fields and its event, over restarts. */
class CommandTopologyTest {

    private static final Instant LAST_YEAR = Instant.parse("2025-05-05T05:05:05.123Z");
    private static final Revoke REVOKE = new Revoke("l1", "MISTAKE", null);
    private static final Reset RESET = new Reset(2, true, "AGAIN");

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @BeforeEach
    void enroll() {
        tested.publish("c", "l1", "l2", "l3").enroll("e", "u", "c", "active");
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private TestRecord<String, CompletionResult> record() {
        return tested.out(Topics.COMPLETION_RESULTS).readRecord();
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static String type(TestRecord<?, ?> record) {
        return header(record, CloudEvents.TYPE).replace("dev.oncemark.learning.", "");
    }

    @Test
    void shouldTellThatALessonWasTakenBack() {
        tested.ask("e", "l2");
        UUID completed = tested.ask("e", "l1");
        assertThat(tested.results())
                .extracting(CompletionResult::requiredCompleted, CompletionResult::required)
                .containsExactly(tuple(1, 3), tuple(2, 3));
        UUID id = tested.command("e", REVOKE);
        var record = record();
        assertThat(record.key()).isEqualTo("e");
        assertThat(type(record)).isEqualTo("lesson.completion_revoked.v1");
        assertThat(record.value()).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.REVOKED);
            assertThat(result.requestId()).isEqualTo(id);
            assertThat(result.lessonId()).isEqualTo("l1");
            assertThat(result.sequence()).isEqualTo(3);
            assertThat(result.command()).isEqualTo(Kind.REVOKE);
            assertThat(result.commandReason()).isEqualTo("MISTAKE");
            assertThat(result.actorId()).isEqualTo("admin");
            assertThat(result.revokedRequestId()).isEqualTo(completed);
            assertThat(result.requiredCompleted()).isEqualTo(1);
            assertThat(result.required()).isEqualTo(3);
            assertThat(result.endedCompletion()).isNull();
            assertThat(result.attempt()).isNull();
            assertThat(result.catalogVersion()).isEqualTo(1);
            assertThat(header(record, CloudEvents.ID))
                    .isEqualTo(Ids.eventIdOfVerdict(result.position()).toString());
        });
        assertThat(tested.changes()).isEmpty();
    }

    @Test
    void shouldTellASecondAcceptanceAsAnotherEvent() {
        tested.ask("e", "l1");
        assertThat(header(record(), CloudEvents.ID))
                .isEqualTo(Ids.eventIdOfAcceptance("e", "l1").toString());
        tested.command("e", REVOKE);
        record();
        tested.ask("e", "l1");
        assertThat(header(record(), CloudEvents.ID))
                .isEqualTo(Ids.eventIdOfLaterAcceptance("e", "l1", 3).toString());
        tested.ask("e", "l2");
        assertThat(header(record(), CloudEvents.ID))
                .isEqualTo(Ids.eventIdOfAcceptance("e", "l2").toString());
        tested.command("e", RESET);
        record();
        tested.ask("e", "l3");
        tested.ask("e", "l2");
        var results = tested.out(Topics.COMPLETION_RESULTS).readRecordsToList();
        assertThat(header(results.get(results.size() - 1), CloudEvents.ID))
                .isEqualTo(Ids.eventIdOfLaterAcceptance("e", "l2", 7).toString());
    }

    @Test
    void shouldTellAWaiver() {
        UUID id = tested.command("e", new Waive("l1", Waiver.TESTED_OUT));
        var record = record();
        assertThat(type(record)).isEqualTo("lesson.waived.v1");
        assertThat(record.value()).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.ACCEPTED);
            assertThat(result.waiver()).isEqualTo(Waiver.TESTED_OUT);
            assertThat(result.command()).isEqualTo(Kind.WAIVE);
            assertThat(result.completedAt()).isEqualTo(tested.now());
            assertThat(result.sequence()).isEqualTo(1);
            assertThat(result.requiredCompleted()).isEqualTo(1);
        });
        assertThat(header(record, CloudEvents.ID))
                .isEqualTo(Ids.eventIdOfAcceptance("e", "l1").toString());
        tested.command("e", new Waive("l1", Waiver.TESTED_OUT), id);
        assertThat(tested.result().status()).isEqualTo(Status.REPLAYED);
        tested.ask("e", "l1");
        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.reason()).isEqualTo(Reason.ALREADY_COMPLETED);
            assertThat(result.originalRequestId()).isEqualTo(id);
        });
    }

    @Test
    void shouldTellThatAnAttemptBeganAndWhichIsUnderWay() {
        tested.ask("e", "l1");
        tested.results();
        UUID id = tested.command("e", RESET);
        var record = record();
        assertThat(type(record)).isEqualTo("enrollment.progress_reset.v1");
        assertThat(record.value()).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.RESET);
            assertThat(result.lessonId()).isNull();
            assertThat(result.attempt()).isEqualTo(2);
            assertThat(result.sequence()).isEqualTo(2);
            assertThat(result.command()).isEqualTo(Kind.RESET);
            assertThat(result.requiredCompleted()).isNull();
        });
        tested.restart();
        tested.command("e", RESET, id);
        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.REPLAYED);
            assertThat(result.sequence()).isEqualTo(2);
            assertThat(result.attempt()).isEqualTo(2);
        });
        tested.command("e", new Reset(4, true, "AGAIN"));
        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.reason()).isEqualTo(Reason.ATTEMPT_SKIPPED);
            assertThat(result.attempt()).isEqualTo(2);
            assertThat(result.command()).isEqualTo(Kind.RESET);
        });
        tested.ask("e", "l1");
        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.ACCEPTED);
            assertThat(result.attempt()).isEqualTo(2);
            assertThat(result.sequence()).isEqualTo(3);
            assertThat(result.requiredCompleted()).isEqualTo(1);
        });
    }

    /** It is behind what it takes back, and before what comes again; the app stops between any two of them. */
    @Test
    void shouldDecideCommandsInTheirPlaceAmongParkedRequests() {
        UUID done = tested.ask("late", "l1");
        tested.restart();
        UUID revoked = tested.command("late", REVOKE);
        tested.restart();
        UUID again = tested.ask("late", "l1");
        UUID reset = tested.command("late", new Reset(2, false, "AGAIN"));
        tested.restart();
        UUID third = tested.ask("late", "l1");
        assertThat(tested.results()).isEmpty();
        tested.enroll("late", "u", "c", "active");
        assertThat(tested.results())
                .extracting(CompletionResult::requestId, CompletionResult::status, CompletionResult::sequence)
                .containsExactly(
                        tuple(done, Status.ACCEPTED, 1L),
                        tuple(revoked, Status.REVOKED, 2L),
                        tuple(again, Status.ACCEPTED, 3L),
                        tuple(reset, Status.RESET, 4L),
                        tuple(third, Status.ACCEPTED, 5L));
    }

    @Test
    void shouldRejectACommandOfAnEnrollmentThatDoesNotCome() {
        for (Command command : List.of(REVOKE, RESET, new Waive("l1", Waiver.TESTED_OUT))) {
            tested.command("nobody", command);
        }
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(tested.results())
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.reason()).isEqualTo(Reason.UNKNOWN_ENROLLMENT))
                .extracting(CompletionResult::command)
                .containsExactly(Kind.REVOKE, Kind.RESET, Kind.WAIVE);
    }

    @Test
    void shouldImportNothingAgainThatWasReadBeforeTheReset() {
        tested.progress("e", "l1", LAST_YEAR).progress("e", "not yet", LAST_YEAR);
        assertThat(tested.results()).hasSize(1);
        tested.command("e", RESET);
        tested.results();
        tested.snapshotRow("e", "progress", LmsRows.progress("e", "l1", LAST_YEAR));
        tested.transaction(() -> tested.lesson("c", "not yet", 9, true));
        tested.pass(Duration.ofSeconds(1));
        tested.restart();
        tested.snapshotRow("e", "progress", LmsRows.progress("e", "not yet", LAST_YEAR));
        assertThat(tested.results()).isEmpty();
        tested.pass(Duration.ofMinutes(1));
        tested.progress("e", "l1", tested.now());
        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.ACCEPTED);
            assertThat(result.attempt()).isEqualTo(2);
        });
    }

    @Test
    void shouldNotCountAnOfflineBatchFromBeforeTheReset() {
        tested.pass(Duration.ofMinutes(5));
        tested.command("e", RESET);
        tested.results();
        Instant offline = tested.now().minusSeconds(60);
        for (String lesson : List.of("l1", "l2")) {
            tested.ask(new CompletionRequest(
                    UUID.randomUUID(), "e", lesson, offline, tested.now().plusSeconds(9), "app", null));
        }
        assertThat(tested.results())
                .extracting(CompletionResult::reason)
                .containsExactly(Reason.ATTEMPT_OVER, Reason.ATTEMPT_OVER);
    }

    @Test
    void shouldPutCommandsAsideThatItCannotRead() {
        String request = "{\"requestId\":\"%s\",\"enrollmentId\":\"e\",\"command\":%s,\"occurredAt\":"
                + "\"2026-01-01T00:00:00Z\",\"receivedAt\":\"2026-01-01T00:00:00Z\",\"clientId\":\"c\"}";
        List<String> commands = List.of(
                "{\"type\":\"FORGET\",\"lessonId\":\"l1\",\"reason\":\"MISTAKE\"}",
                "{\"type\":\"WAIVE\",\"lessonId\":\"l1\",\"reason\":\"LIKED_IT\"}",
                "{\"type\":\"REVOKE\",\"lessonId\":\"l1\",\"reason\":\"by mistake\"}",
                "{\"type\":\"REVOKE\",\"reason\":\"MISTAKE\"}",
                "{\"type\":\"RESET\",\"attempt\":0,\"reason\":\"MISTAKE\"}",
                "{\"lessonId\":\"l1\",\"reason\":\"MISTAKE\"}");
        for (String command : commands) {
            tested.raw("e", request.formatted(UUID.randomUUID(), command).getBytes(UTF_8));
        }
        assertThat(tested.deadLetters(Topics.COMPLETION_REQUESTS)).hasSize(commands.size());
        assertThat(tested.results()).isEmpty();
    }
}
