package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.Ids;
import dev.oncemark.localstack.load.PlannedRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lesson that a client completes, under one key however often it is sent. */
record PlannedCompletion(
        String enrollment, String lesson, @Nullable String key, int waitSeconds) implements PlannedRequest {

    /** The name by which the API knows a service with the stack's own token. */
    static final String CALLER = "service:development-service";

    @Override
    public String path() {
        return "/v1/enrollments/" + enrollment + "/completions";
    }

    @Override
    public String body() {
        return "{\"lessonId\":\"" + lesson + "\"}";
    }

    /** Null without a key: only the answer tells it then. */
    @Nullable
    UUID requestId() {
        return key == null ? null : Ids.requestIdOfKey(CALLER, key);
    }
}
