package dev.oncemark.chaos.clients;

import dev.oncemark.localstack.load.PlannedRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request of a run, with what its answer is compared by. */
sealed interface ChaosRequest extends PlannedRequest
        permits PlannedCompletion, OfflineBatch, PlannedRevoke, PlannedWaiver, PlannedReset {

    /**
     * What one verdict is about.
     *
     * @param lesson null of a reset
     * @param requestId null where only the answer tells it
     */
    record Subject(
            String enrollment,
            @Nullable String lesson,
            @Nullable UUID requestId) {}

    RequestKind kind();

    /** One, or that of each item of a batch, in their order. */
    List<Subject> subjects();
}
