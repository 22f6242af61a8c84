package dev.oncemark.ingest.requests;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Ids;
import java.util.UUID;

/** What a request is recognised by wherever it is met: its event's id, and what it asked for. Hashes, made once. */
public record Marks(UUID event, Asked asked) {

    /** @param who the sender's hash */
    public static Marks of(CompletionRequest request, long who) {
        long what = Asked.what(request.enrollmentId(), request.lessonId());
        return new Marks(Ids.eventOfRequest(request.requestId()), new Asked(what, who));
    }
}
