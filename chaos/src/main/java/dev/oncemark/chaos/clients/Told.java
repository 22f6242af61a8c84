package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.localstack.load.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a client was told of one request, or of one item of a batch.
 *
 * @param status as a request of its own would have been answered; 0 where there was no answer
 * @param body a result, a problem, or nothing
 */
record Told(int status, JsonNode body) {

    private static final Set<String> VERDICTS = Set.of("ACCEPTED", "REPLAYED", "REVOKED", "RESET");

    /** Of each of so many subjects of one request, in their order. */
    static List<Told> of(int subjects, Answer answer) {
        JsonNode body = json(answer.body());
        List<Told> all = new ArrayList<>();
        for (int at = 0; at < subjects; at++) {
            all.add(new Told(answer.status(), subjects == 1 ? body : MissingNode.getInstance()));
        }
        for (String half : List.of("successes", "failures")) {
            for (JsonNode item : body.path(half)) {
                JsonNode result = item.path("result");
                JsonNode told = result.isMissingNode() ? item.path("problem") : result;
                all.set(item.path("index").asInt(), new Told(item.path("status").asInt(), told));
            }
        }
        return all;
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JsonSerde.MAPPER.readTree(body);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    @Nullable
    UUID requestId() {
        JsonNode told = body.path("requestId");
        return told.isString() ? UUID.fromString(told.asString()) : null;
    }

    /** As a journal has it; null where none was told. */
    @Nullable
    String verdict() {
        if (body.path("reason").isString()) {
            return "REJECTED " + body.path("reason").asString();
        }
        String verdict = body.path("status").asString("");
        return VERDICTS.contains(verdict) ? verdict : null;
    }

    boolean isPending() {
        return status == 202;
    }

    boolean isAccepted() {
        return "ACCEPTED".equals(verdict());
    }

    /** Whether something is not complete any more. */
    boolean takesBack() {
        return "REVOKED".equals(verdict()) || "RESET".equals(verdict());
    }

    /** 0 where none was told. */
    long sequence() {
        return body.path("sequence").asLong(0);
    }

    /** The attempt that is under way. */
    OptionalInt attempt() {
        JsonNode told = body.path(takesBack() ? "attempt" : "currentAttempt");
        return told.isInt() ? OptionalInt.of(told.asInt()) : OptionalInt.empty();
    }
}
