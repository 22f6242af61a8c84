package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import org.jspecify.annotations.Nullable;

/**
 * A result, and what its request says.
 *
 * @param offset the result's own
 * @param request what is known of its request record; null for an import, and where retention took the record
 */
record Decided(
        long offset, CompletionResult result, @Nullable Asked request) {

    /**
     * What a request record says beside what its result repeats.
     *
     * @param arrivedAt when the broker took it, milliseconds since 1970
     * @param speaksFor the only learner for whom the sender may speak
     */
    record Asked(long arrivedAt, @Nullable String speaksFor) {}

    boolean isAccepted() {
        return result.status() == CompletionResult.Status.ACCEPTED;
    }

    String lesson() {
        return result.lessonId();
    }
}
