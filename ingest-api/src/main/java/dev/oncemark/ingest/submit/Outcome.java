package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionResult;
import java.util.UUID;

/** What became of a submission by the time its client is answered. */
public sealed interface Outcome {

    /** Stored; the verdict will come. */
    record Pending(UUID requestId) implements Outcome {}

    /** Stored and decided. */
    record Decided(CompletionResult result) implements Outcome {}

    /** Not stored: the key was used for another lesson or enrollment. */
    record KeyReused(UUID requestId) implements Outcome {}

    /** Perhaps stored, perhaps not: it is safe to submit it again under the same request id. */
    record Unavailable(String why) implements Outcome {}
}
