package dev.oncemark.bench.peer;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The peers' verdict: they know neither catalog nor owner, only who came first. */
final class Verdicts {

    /** The request that completed a lesson, and when. */
    public record First(UUID requestId, Instant completedAt) {
        static First of(CompletionRequest request) {
            return new First(request.requestId(), request.occurredAt());
        }
    }

    private static final String COURSE = "course-0";

    private Verdicts() {}

    /** @param sequence the enrollment's number of completed lessons, this one included where it is the first */
    static CompletionResult of(CompletionRequest request, @Nullable First before, long sequence) {
        if (before == null) {
            return result(request, Status.ACCEPTED, null, null, request.occurredAt(), sequence);
        }
        if (before.requestId().equals(request.requestId())) {
            return result(request, Status.REPLAYED, null, null, before.completedAt(), null);
        }
        return result(
                request, Status.REJECTED, Reason.ALREADY_COMPLETED, before.requestId(), before.completedAt(), null);
    }

    private static CompletionResult result(
            CompletionRequest request,
            Status status,
            @Nullable Reason reason,
            @Nullable UUID original,
            Instant completedAt,
            @Nullable Long sequence) {
        return new CompletionResult(
                request.requestId(),
                request.enrollmentId(),
                request.lessonId(),
                COURSE,
                status,
                reason,
                original,
                completedAt,
                sequence,
                request.occurredAt(),
                Instant.now(),
                Origin.API,
                null,
                PeerArguments.INPUT,
                0,
                0,
                null);
    }
}
