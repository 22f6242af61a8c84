package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.verify.check.Decided.Asked;
import dev.oncemark.verify.check.EnrollmentTimeline.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The attempt of an enrollment that is under way, what was taken back in it, and the latest commands that did so. */
final class TakeBacks {

    /** How many of the latest commands the streams-app remembers. */
    private static final int REMEMBERED = 4;

    /** How far the clocks of platform and apps may be apart, and how long a row may be on its way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private record Command(UUID requestId, long sequence) {}

    private final Accepted accepted;
    private final Map<String, Instant> revoked = new HashMap<>();
    private final Deque<Command> commands = new ArrayDeque<>();
    private int attempt = 1;
    private Instant began = Instant.MIN;
    private Instant latest = Instant.MIN;

    TakeBacks(Accepted accepted) {
        this.accepted = accepted;
    }

    /** What is known of the enrollment begins in this attempt: retention took what was before. */
    void beginIn(int number) {
        attempt = number;
    }

    /** The command was carried out. */
    void add(Decided takeBack) {
        CompletionResult result = takeBack.result();
        Asked request = takeBack.request();
        // A command happens when it is received: its result repeats that, where retention took the request.
        Instant receivedAt = request == null ? result.occurredAt() : request.receivedAt();
        if (result.status() == Status.RESET) {
            attempt = result.attemptNumber();
            began = receivedAt;
            revoked.clear();
        } else {
            revoked.put(takeBack.lesson(), receivedAt);
        }
        latest = result.decidedAt().isAfter(latest) ? result.decidedAt() : latest;
        commands.addLast(new Command(result.requestId(), takeBack.sequence()));
        if (commands.size() > REMEMBERED) {
            commands.removeFirst();
        }
    }

    /** The number of the attempt that is under way, counted from 1. */
    int attempt() {
        return attempt;
    }

    /** The change by which this request was carried out, or null where it is none of the latest commands. */
    @Nullable
    Long carriedOut(UUID requestId) {
        return commands.stream()
                .filter(command -> command.requestId().equals(requestId))
                .map(Command::sequence)
                .findFirst()
                .orElse(null);
    }

    /** Whether an acceptance of the lesson has another event id than a first one has. */
    boolean isTakenBack(String lesson) {
        return attempt > 1 || revoked.containsKey(lesson);
    }

    /** Whether what occurred then belongs to what was taken back of the lesson. */
    boolean isBefore(String lesson, Instant occurredAt) {
        return !occurredAt.isAfter(began) || !occurredAt.isAfter(revoked.getOrDefault(lesson, Instant.MIN));
    }

    /** Whether the row can have been read before a take-back, or is of what was taken back: then it need not count now. */
    boolean canHaveEnded(Progress row) {
        return !commands.isEmpty()
                && (row.since() <= latest.plus(MARGIN).toEpochMilli()
                        || isBefore(row.lesson(), row.completedAt())
                        || isBefore(row.lesson(), said(row)));
    }

    private static Instant said(Progress row) {
        Instant writtenAt = row.writtenAt();
        return writtenAt == null ? Instant.ofEpochMilli(row.since()) : writtenAt;
    }

    /**
     * Why a completion cannot be one of the attempt that is under way, or null where it can be, or its request is not known.
     *
     * @param isComplete whether its lesson is complete: then only an attempt that it names itself counts
     */
    @Nullable
    Reason objection(Decided decided, boolean isComplete) {
        Asked request = decided.request();
        if (request == null || request.command() != null) {
            return null;
        }
        if (request.attempt() != 0) {
            return request.attempt() < attempt
                    ? Reason.ATTEMPT_OVER
                    : request.attempt() > attempt ? Reason.ATTEMPT_NOT_BEGUN : null;
        }
        CompletionResult result = decided.result();
        boolean isRetry = request.keyed() && accepted.isRemembered(decided.lesson(), result.requestId());
        boolean isDated = !result.occurredAt().equals(request.receivedAt());
        boolean isOver = isRetry || (isDated && isBefore(decided.lesson(), result.occurredAt()));
        return isOver && !isComplete ? Reason.ATTEMPT_OVER : null;
    }
}
