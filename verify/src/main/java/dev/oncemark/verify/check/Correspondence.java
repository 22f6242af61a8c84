package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.Decided.Asked;
import dev.oncemark.verify.history.StoredRecord;
import dev.oncemark.verify.sort.Cursor;
import dev.oncemark.verify.sort.FieldWriter;
import dev.oncemark.verify.sort.Fields;
import dev.oncemark.verify.sort.SortedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One result or dead letter for each request record of a partition, and no other. */
final class Correspondence {

    private final Partition partition;
    private final SortedRuns byRequest;
    private final DeadLetterOffsets deadLetters;
    private final OptionalLong consumed;
    private final Set<Long> parked;
    private final long start;
    private long next;

    Correspondence(Partition partition, SortedRuns byRequest) {
        this.partition = partition;
        this.byRequest = byRequest;
        var history = partition.history();
        this.deadLetters = DeadLetterOffsets.read(history, COMPLETION_REQUESTS, partition.number());
        this.consumed = history.consumed(partition.log(COMPLETION_REQUESTS));
        this.parked = history.parked(partition.number());
        this.start = history.extent(partition.log(COMPLETION_REQUESTS)).start();
    }

    /** Reads results and requests, reports what does not match, and hands on the results with their requests. */
    void check() {
        var pressure = new ParkingPressure(start, partition.rules().parkingBound(), deadLetters);
        partition.parkingPressure(pressure);
        partition.history().read(partition.log(COMPLETION_RESULTS), stored -> result(stored, pressure));
        partition.findings().count("dead letters", deadLetters.size());
        Cursor results = byRequest.sorted();
        partition.history().read(partition.log(COMPLETION_REQUESTS), stored -> request(stored, results));
        for (Decided left = take(results, Long.MAX_VALUE); left != null; left = take(results, Long.MAX_VALUE)) {
            withoutRequest(left);
        }
    }

    private void result(StoredRecord stored, ParkingPressure pressure) {
        CompletionResult result = ResultRecords.read(partition, stored);
        if (result == null) {
            return;
        }
        partition.findings().count("results");
        partition.findings().count("results " + ResultRecords.verdict(result));
        Decided decided = new Decided(stored.offset(), result, ResultRecords.hasLaterId(stored, result), null);
        if (result.origin() == Origin.IMPORT && result.inTopic().equals(LMS_ENROLLMENTS.name())) {
            partition.entries().add(Entries.decided(decided));
        } else if (!result.inTopic().equals(COMPLETION_REQUESTS.name()) || result.inPartition() != partition.number()) {
            partition.report(Violation.RESULT_WITHOUT_REQUEST, decided, "is of " + ResultRecords.source(result));
        } else {
            pressure.decided(stored.offset(), result.inOffset());
            FieldWriter entry = new FieldWriter().number(result.inOffset());
            byRequest.add(ResultFields.write(entry, decided).toBytes());
        }
    }

    private void request(StoredRecord stored, Cursor results) {
        for (Decided early = take(results, stored.offset()); early != null; early = take(results, stored.offset())) {
            withoutRequest(early);
        }
        next = stored.offset() + 1;
        partition.findings().count("requests");
        List<Decided> found = new ArrayList<>();
        for (Decided its = take(results, next); its != null; its = take(results, next)) {
            found.add(its);
        }
        CompletionRequest request = Requests.read(stored);
        partition.requestSeen(request, found);
        requireOne(stored, request, found);
        if (request != null) {
            Asked asked = asked(stored, request);
            for (Decided its : found) {
                requireSame(request, its);
                partition.entries().add(Entries.decided(its.of(asked)));
            }
        }
    }

    private static Asked asked(StoredRecord stored, CompletionRequest request) {
        return new Asked(
                stored.timestamp(),
                request.receivedAt(),
                request.learnerId(),
                request.attempt() == null ? 0 : request.attempt(),
                Boolean.TRUE.equals(request.keyed()),
                request.command());
    }

    private void requireOne(StoredRecord stored, @Nullable CompletionRequest request, List<Decided> found) {
        long offset = stored.offset();
        String at = partition.log(COMPLETION_REQUESTS).at(offset);
        boolean isDead = deadLetters.has(offset);
        if (found.size() + deadLetters.times(offset) > 1) {
            partition.report(
                    Violation.RESULT_TWICE,
                    "%s has %d results and %d dead letters".formatted(at, found.size(), deadLetters.times(offset)));
        }
        if (request != null && isDead) {
            partition.report(Violation.DEAD_LETTER_OF_READABLE, at);
        }
        if (request == null && !found.isEmpty()) {
            partition.report(Violation.RESULT_OF_UNREADABLE, at);
        }
        if (found.isEmpty() && !isDead) {
            undecided(offset, at);
        }
    }

    private void undecided(long offset, String at) {
        if (parked.contains(offset)) {
            partition.findings().count("requests parked");
        } else if (consumed.isEmpty() || offset >= consumed.getAsLong()) {
            partition.findings().count("requests not read yet");
        } else {
            partition.report(Violation.RESULT_MISSING, at + " has neither a result nor a dead letter");
            return;
        }
        if (partition.rules().settled()) {
            partition.report(Violation.LEFT_BEHIND, at + " is not decided");
        }
    }

    private void withoutRequest(Decided decided) {
        if (decided.result().inOffset() < start) {
            partition.findings().count("results whose request is gone by retention");
            partition.entries().add(Entries.decided(decided));
        } else {
            partition.report(
                    Violation.RESULT_WITHOUT_REQUEST, decided, "is of " + ResultRecords.source(decided.result()));
        }
    }

    private void requireSame(CompletionRequest request, Decided decided) {
        CompletionResult result = decided.result();
        Command command = request.command();
        UUID requestId = result.requestId();
        if (!requestId.equals(request.requestId())
                || !result.enrollmentId().equals(request.enrollmentId())
                || !Objects.equals(result.lessonId(), command == null ? request.lessonId() : command.about())
                || !Objects.equals(result.occurredAt(), request.occurredAt())
                || result.command() != (command == null ? null : command.kind())
                || !Objects.equals(result.commandReason(), command == null ? null : command.code())
                || !Objects.equals(result.actorId(), request.actorId())
                // Versions before this one did not pass it on.
                || (result.statedAt() != null && !result.statedAt().equals(request.statedAt()))) {
            partition.report(Violation.RESULT_DIFFERS_FROM_REQUEST, decided, "but the request is " + request);
        }
    }

    /** The next result of a request before {@code end}, or null. */
    private static @Nullable Decided take(Cursor results, long end) {
        byte[] head = results.peek();
        if (head == null || new Fields(head).number() >= end) {
            return null;
        }
        Fields fields = new Fields(Objects.requireNonNull(results.take()));
        fields.number();
        return ResultFields.readDecided(fields);
    }
}
