package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.Ids;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lesson that a client completes, under one key however often it is sent.
 *
 * @param key null without one
 * @param attempt the attempt that it is meant for; null where it is whichever is under way
 */
record PlannedCompletion(
        RequestKind kind,
        String enrollment,
        String lesson,
        @Nullable String key,
        @Nullable Integer attempt,
        int waitSeconds)
        implements ChaosRequest {

    /** The name by which the API knows a service with the stack's own token. */
    static final String CALLER = "service:development-service";

    @Override
    public String method() {
        return isPut() ? "PUT" : "POST";
    }

    @Override
    public String path() {
        String of = "/v1/enrollments/" + enrollment;
        return isPut() ? of + "/lessons/" + lesson + "/completion" : of + "/completions";
    }

    @Override
    public String body() {
        return isPut() ? "" : json("");
    }

    private boolean isPut() {
        return kind == RequestKind.PLAIN;
    }

    /** As an object, with {@code more} fields, each behind a comma. */
    String json(String more) {
        return "{\"lessonId\":\"" + lesson + "\"" + (attempt == null ? "" : ",\"attempt\":" + attempt) + more + "}";
    }

    /** Null where only the answer tells it. */
    @Nullable
    UUID requestId() {
        if (isPut()) {
            return Ids.requestIdOfLesson(CALLER, enrollment, lesson);
        }
        return key == null ? null : Ids.requestIdOfKey(CALLER, key);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(new Subject(enrollment, lesson, requestId()));
    }
}
