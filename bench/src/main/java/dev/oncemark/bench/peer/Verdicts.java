package dev.oncemark.bench.peer;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
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
    private static final RecordPosition NOWHERE = new RecordPosition(PeerArguments.INPUT, 0, 0);

    private Verdicts() {}

    /** @param sequence the enrollment's number of completed lessons, this one included where it is the first */
    static CompletionResult of(CompletionRequest request, @Nullable First before, long sequence) {
        var subject = new Subject(
                request.requestId(), request.enrollmentId(), request.lessonId(), request.occurredAt(), NOWHERE);
        var basis = new Basis(Instant.now(), COURSE, null, null);
        if (before == null) {
            return CompletionResult.accepted(subject, basis, sequence, null);
        }
        return before.requestId().equals(request.requestId())
                ? CompletionResult.replayed(subject, basis, before.completedAt())
                : CompletionResult.alreadyCompleted(subject, basis, before.requestId(), before.completedAt());
    }
}
