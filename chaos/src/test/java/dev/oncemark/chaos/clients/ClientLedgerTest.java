package dev.oncemark.chaos.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.oncemark.localstack.load.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientLedgerTest {

    private static final OptionalInt NO_RETRY_AFTER = OptionalInt.empty();
    private static final String ID = "7d4e8b1c-0000-4000-8000-000000000001";

    @TempDir
    private Path directory;

    private final Knowledge knowledge = new Knowledge();

    @SuppressWarnings("NullAway.Init")
    private ClientLedger ledger;

    @BeforeEach
    void begin() {
        ledger = new ClientLedger(directory.resolve("journal.jsonl"), knowledge);
    }

    private static PlannedCompletion request(@Nullable String key, int waitSeconds) {
        return new PlannedCompletion(RequestKind.COMPLETION, "e1", "c1-l1", key, null, waitSeconds);
    }

    private static Answer answer(int status, OptionalInt retryAfter, String body, long millis) {
        return new Answer(status, retryAfter, body, 0, TimeUnit.MILLISECONDS.toNanos(millis), false);
    }

    private String journal() throws IOException {
        ledger.close();
        return Files.readString(directory.resolve("journal.jsonl"));
    }

    @Test
    void shouldTellHowLongAllButAFewTook() {
        for (int millis = 1; millis <= 100; millis++) {
            ledger.add(request("k", 0), answer(202, NO_RETRY_AFTER, "", millis));
        }

        assertThat(ledger.stored().millis(99)).isEqualTo(99, within(0.1));
        assertThat(ledger.stored().millis(50)).isEqualTo(50, within(0.1));
    }

    @Test
    void shouldLeaveOutThoseWhoWaitedForAVerdict() {
        ledger.add(request("k", 3), answer(202, NO_RETRY_AFTER, "", 5_000));

        assertThat(ledger.stored().millis(99)).isZero();
    }

    @Test
    void shouldCountRefusalsThatDoNotSayWhenToComeAgain() {
        ledger.add(request("k", 0), answer(503, OptionalInt.of(1), "", 1));
        ledger.add(request("k", 0), answer(429, NO_RETRY_AFTER, "", 1));

        assertThat(ledger.withoutRetryAfter()).isEqualTo(1);
        assertThat(ledger.byStatus()).containsEntry(503, 1L).containsEntry(429, 1L);
    }

    @Test
    void shouldWriteDownVerdictsUnderTheIdThatFollowsFromTheKey() throws IOException {
        ledger.add(request("k", 3), answer(409, NO_RETRY_AFTER, "{\"reason\":\"ALREADY_COMPLETED\"}", 1));
        ledger.add(request("k", 3), answer(Answer.NONE, NO_RETRY_AFTER, "", 1));

        assertThat(journal())
                .contains("\"verdict\":\"REJECTED ALREADY_COMPLETED\"")
                .contains("\"requestId\":\"" + request("k", 3).requestId() + "\"")
                .hasLineCount(2);
        assertThat(ledger.acknowledged().count()).isEqualTo(1);
    }

    @Test
    void shouldWriteDownARequestWithoutAKeyUnderTheIdThatItWasTold() throws IOException {
        ledger.add(request(null, 0), answer(202, NO_RETRY_AFTER, "{\"requestId\":\"" + ID + "\"}", 1));
        ledger.add(request(null, 0), answer(503, OptionalInt.of(1), "", 1));

        assertThat(journal()).contains(ID).hasLineCount(1);
    }

    @Test
    void shouldWriteDownEachItemOfABatchWithItsOwnAnswer() throws IOException {
        var batch = new OfflineBatch(List.of(request("k1", 0), request("k2", 0), request("k3", 0)), Instant.EPOCH);
        ledger.add(
                batch,
                answer(202, NO_RETRY_AFTER, """
                {"successes": [{"index": 2, "status": 202, "requestId": "%s"}],
                 "failures": [{"index": 0, "status": 409, "problem": {"reason": "ATTEMPT_OVER"}},
                              {"index": 1, "status": 503, "problem": {"status": 503}}]}
                """.formatted(request("k3", 0).requestId()), 1));

        assertThat(journal().lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.contains("" + request("k1", 0).requestId()) && line.contains("\"REJECTED ATTEMPT_OVER\""))
                .anyMatch(line -> line.contains("" + request("k2", 0).requestId()) && line.contains("503"))
                .anyMatch(line -> line.contains("" + request("k3", 0).requestId()) && line.contains("202"));
    }

    @Test
    void shouldWriteDownThatNoItemOfABatchWasAnswered() throws IOException {
        ledger.add(
                new OfflineBatch(List.of(request("k1", 0), request("k2", 0)), Instant.EPOCH),
                answer(Answer.NONE, NO_RETRY_AFTER, "", 1));

        assertThat(journal()).hasLineCount(2);
        assertThat(ledger.byKind()).containsOnly(Map.entry(RequestKind.OFFLINE, Map.of(0, 1L)));
    }

    @Test
    void shouldLearnWhichAttemptIsUnderWayFromAcceptedAndRefusedResets() throws IOException {
        ledger.add(reset(2), answer(201, NO_RETRY_AFTER, "{\"status\":\"RESET\",\"attempt\":2,\"sequence\":9}", 1));
        assertThat(knowledge.attempt("e1")).isEqualTo(2);

        ledger.add(reset(3), answer(409, NO_RETRY_AFTER, "{\"reason\":\"ATTEMPT_EXISTS\",\"currentAttempt\":5}", 1));
        assertThat(knowledge.attempt("e1")).isEqualTo(5);
        assertThat(journal()).contains("\"verdict\":\"RESET\"").contains("\"REJECTED ATTEMPT_EXISTS\"");
    }

    private static PlannedReset reset(int attempt) {
        return new PlannedReset(RequestKind.RESET, "e1", attempt, true, 3);
    }

    @Test
    void shouldFindAnAnswerOfBeforeATakeBack() {
        ledger.add(request("k1", 3), accepted(4, 0, 10));
        ledger.add(new PlannedRevoke("e1", "c1-l1", "k2", null, 3), told("REVOKED", 5, 11, 12));
        assertThat(ledger.problems()).isEmpty();

        ledger.add(request("k1", 3), accepted(4, 11, 13));
        assertThat(ledger.problems()).as("asked before anybody knew").isEmpty();
        ledger.add(request("k3", 3), accepted(6, 13, 14));
        assertThat(ledger.problems()).as("accepted again").isEmpty();

        ledger.add(request("k1", 3), accepted(4, 13, 15));
        assertThat(ledger.problems()).singleElement().asString().contains("change 4 of e1");
    }

    @Test
    void shouldFindAnAnswerOfBeforeAReset() {
        ledger.add(reset(2), told("RESET", 5, 1, 2));

        ledger.add(request("k1", 3), accepted(4, 3, 4));

        assertThat(ledger.problems()).hasSize(1);
    }

    private static Answer accepted(long sequence, long asked, long told) {
        return told("ACCEPTED", sequence, asked, told);
    }

    private static Answer told(String status, long sequence, long asked, long told) {
        String body = "{\"status\":\"%s\",\"sequence\":%d}".formatted(status, sequence);
        return new Answer(201, NO_RETRY_AFTER, body, asked, told, false);
    }
}
