package dev.oncemark.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client states of a time that cannot be true goes from its request to its result, and decides nothing. */
class StatedTimeTopologyTest {

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @BeforeEach
    void publish() {
        tested.publish("c", "l1", "l2");
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private CompletionRequest request(String lesson, Instant occurredAt, @Nullable Instant statedAt) {
        return new CompletionRequest(
                UUID.randomUUID(),
                "e",
                lesson,
                occurredAt,
                tested.now(),
                "app",
                null,
                null,
                true,
                null,
                null,
                statedAt);
    }

    /** Dated by the server, since the client stated another time. */
    private CompletionRequest dated(String lesson, Instant statedAt) {
        return request(lesson, tested.now(), statedAt);
    }

    @Test
    void shouldCompleteALessonWhenTheServerSaysAndTellWhatTheClientStated() {
        tested.enroll("e", "u", "c", "active");
        Instant ahead = tested.now().plus(Duration.ofMinutes(20));
        CompletionRequest request = dated("l1", ahead);

        tested.ask(request);

        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.ACCEPTED);
            assertThat(result.completedAt()).isEqualTo(request.receivedAt());
            assertThat(result.statedAt()).isEqualTo(ahead);
        });
    }

    @Test
    void shouldTellItOfARejectionAndAReplayToo() {
        tested.enroll("e", "u", "c", "active");
        CompletionRequest first = dated("l1", Instant.EPOCH);
        tested.ask(first);
        tested.ask(first);
        tested.ask(dated("l1", Instant.EPOCH.plusMillis(1)));

        assertThat(tested.results())
                .extracting(CompletionResult::statedAt)
                .containsExactly(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH.plusMillis(1));
    }

    @Test
    void shouldKeepItWhileTheRequestIsParkedAndOverARestart() {
        tested.enroll("e", "u", "c", "active");
        Instant ahead = tested.now().plus(Duration.ofMinutes(20));
        CompletionRequest request = dated("new", ahead);
        tested.ask(request);
        assertThat(tested.results()).isEmpty();

        tested.restart();
        tested.transaction(() -> tested.lesson("c", "new", 9, true));

        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.completedAt()).isEqualTo(request.receivedAt());
            assertThat(result.statedAt()).isEqualTo(ahead);
        });
    }

    @Test
    void shouldKeepItWhenTheGracePeriodIsOver() {
        tested.ask(dated("l1", Instant.EPOCH));
        tested.pass(Duration.ofSeconds(11));

        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.reason()).isEqualTo(Reason.UNKNOWN_ENROLLMENT);
            assertThat(result.statedAt()).isEqualTo(Instant.EPOCH);
        });
    }

    /** As one whose client does not say when it was: a clock that began anew must not make it one from before. */
    @Test
    void shouldCompleteAgainWhatWasTakenBackThoughAClockBeganAnew() {
        tested.enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        tested.command("e", new Command.Revoke("l1", "MISTAKE", null));
        tested.results();
        tested.pass(Duration.ofSeconds(1));

        tested.ask(request("l1", Instant.EPOCH, null));
        tested.ask(dated("l1", Instant.EPOCH));

        assertThat(tested.results())
                .extracting(CompletionResult::reason, CompletionResult::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Reason.ATTEMPT_OVER, Status.REJECTED),
                        org.assertj.core.groups.Tuple.tuple(null, Status.ACCEPTED));
    }

    @Test
    void shouldDecideARecordOfAVersionThatDidNotKnowIt() {
        tested.enroll("e", "u", "c", "active");
        String record = "{\"requestId\":\"%s\",\"enrollmentId\":\"e\",\"lessonId\":\"l1\",\"occurredAt\":"
                + "\"2025-01-01T00:00:00Z\",\"receivedAt\":\"2026-01-01T00:00:00Z\",\"clientId\":\"c\"}";
        tested.raw("e", record.formatted(UUID.randomUUID()).getBytes(UTF_8));

        assertThat(tested.result()).satisfies(result -> {
            assertThat(result.completedAt()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
            assertThat(result.statedAt()).isNull();
        });
    }
}
