package dev.oncemark.chaos.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.oncemark.localstack.load.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @SuppressWarnings("NullAway.Init")
    private ClientLedger ledger;

    @BeforeEach
    void begin() {
        ledger = new ClientLedger(directory.resolve("journal.jsonl"));
    }

    private static PlannedCompletion request(@Nullable String key, int waitSeconds) {
        return new PlannedCompletion("e1", "c1-l1", key, waitSeconds);
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
}
