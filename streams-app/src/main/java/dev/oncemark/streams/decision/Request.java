package dev.oncemark.streams.decision;

import dev.oncemark.contracts.Command;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the decision has to know of a request: the part of it that is kept while the request is parked. */
public sealed interface Request {

    UUID requestId();

    /** The only learner for whom the sender may speak, or null where it may speak for all. */
    @Nullable
    String learnerId();

    /** When it happened, as the sender says, or {@link #receivedAt} where it does not; milliseconds since 1970. */
    long occurredAt();

    /** When the API took it, milliseconds since 1970. */
    long receivedAt();

    /** The lesson that it is about, or null where it is about the enrollment. */
    @Nullable
    String about();

    /** Whether it is a command. */
    default boolean isCommand() {
        return this instanceof Commanded;
    }

    /**
     * To mark a lesson complete.
     *
     * @param attempt the attempt for which it is, or 0 where it is whichever is under way
     * @param keyed whether the request id follows from a key that the client gave
     */
    record Completion(
            UUID requestId,
            String lessonId,
            @Nullable String learnerId,
            long occurredAt,
            long receivedAt,
            int attempt,
            boolean keyed)
            implements Request {

        /** In whichever attempt is under way, under an id that follows from no key; the client does not say when. */
        public Completion(UUID requestId, String lessonId, @Nullable String learnerId, long receivedAt) {
            this(requestId, lessonId, learnerId, receivedAt, receivedAt, 0, false);
        }

        @Override
        public String about() {
            return lessonId;
        }

        /** Whether the client said when it happened. */
        boolean isDated() {
            return occurredAt != receivedAt;
        }
    }

    /**
     * A command.
     *
     * @param actorId who gave it, where that is said
     */
    record Commanded(
            UUID requestId,
            @Nullable String learnerId,
            long occurredAt,
            long receivedAt,
            Command command,
            @Nullable String actorId)
            implements Request {
        @Override
        public @Nullable String about() {
            return command.about();
        }
    }
}
