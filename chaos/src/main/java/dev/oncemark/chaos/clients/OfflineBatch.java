package dev.oncemark.chaos.clients;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a client completed while it was offline, sent at once. What happened before a reset or a take-back must not count
 * after it.
 *
 * @param items each under a key of its own
 * @param occurredAt when the learner completed all of them
 */
record OfflineBatch(List<PlannedCompletion> items, Instant occurredAt) implements ChaosRequest {

    OfflineBatch {
        items = List.copyOf(items);
    }

    @Override
    public RequestKind kind() {
        return RequestKind.OFFLINE;
    }

    @Override
    public String path() {
        return "/v1/completions:batch";
    }

    @Override
    public String body() {
        return items.stream()
                .map(item -> item.json(",\"enrollmentId\":\"%s\",\"idempotencyKey\":\"%s\",\"occurredAt\":\"%s\""
                        .formatted(item.enrollment(), item.key(), occurredAt)))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    @Override
    public List<Subject> subjects() {
        return items.stream().flatMap(item -> item.subjects().stream()).toList();
    }
}
