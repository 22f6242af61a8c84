package dev.oncemark.ingest.requests;

import dev.oncemark.contracts.CompletionResult;
import org.jspecify.annotations.Nullable;

/**
 * A result as it was read.
 *
 * @param at the result's place among the results
 * @param asked what the request's header said, where the request was known
 */
public record Decided(
        CompletionResult result, Position at, @Nullable Asked asked) {

    /** Whether the request was for this lesson of this enrollment. */
    public boolean isFor(String enrollmentId, String lessonId) {
        return result.enrollmentId().equals(enrollmentId) && result.lessonId().equals(lessonId);
    }

    /** Whether the request record at {@code request}, or a later one under the same id, has this result. */
    boolean covers(Position request) {
        return result.inPartition() == request.partition() && result.inOffset() >= request.offset();
    }
}
