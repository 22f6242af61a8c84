package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it came that an acceptance counts no more.
 *
 * @param as {@link Status#REVOKED} or {@link Status#RESET}
 * @param requestId of the command that ended it
 * @param reason the command's
 * @param actorId who gave the command
 * @param at when it was carried out
 * @param sequence the command's among the enrollment's changes
 */
public record Ended(
        Status as,
        UUID requestId,
        @Nullable String reason,
        @Nullable String actorId,
        Instant at,
        long sequence) {

    /** @param takeBack a result of one of the two statuses */
    public static Ended by(CompletionResult takeBack) {
        return new Ended(
                takeBack.status(),
                takeBack.requestId(),
                takeBack.commandReason(),
                takeBack.actorId(),
                takeBack.decidedAt(),
                Objects.requireNonNull(takeBack.sequence(), "what takes back has a sequence"));
    }
}
