package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import java.time.Instant;
import java.util.UUID;

/** What an offline client brings when its enrollment is over: what was done before counts, and nothing else. */
record GoodLateCompletions(HistoryWriter writer) {

    private static final String UMA = "e-uma";

    void write() {
        writer.enrollment(UMA, "uma", "algebra", "active");
        writer.pass(50);
        Instant end = Instant.ofEpochMilli(writer.now);
        writer.pass(1_000);
        writer.ended(UMA, "uma", "algebra", end);
        writer.pass(70_000);
        Subject before = ask(1, "sets", end.minusMillis(1));
        writer.decide(CompletionResult.accepted(before, basis(), 1, null));
        Subject after = ask(2, "maps", end);
        writer.decide(CompletionResult.rejected(after, basis(), Reason.ENROLLMENT_NOT_ACTIVE));
    }

    private Subject ask(long number, String lesson, Instant occurredAt) {
        UUID id = new UUID(5, number);
        Instant now = Instant.ofEpochMilli(writer.now);
        long offset = writer.ask(new CompletionRequest(id, UMA, lesson, occurredAt, now, "client", null));
        var position = new RecordPosition(COMPLETION_REQUESTS.name(), HistoryWriter.partition(UMA), offset);
        return new Subject(id, UMA, lesson, occurredAt, position);
    }

    private Basis basis() {
        return new Basis(Instant.ofEpochMilli(writer.now + 10), "algebra", "uma", 1L);
    }
}
