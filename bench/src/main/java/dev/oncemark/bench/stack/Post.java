package dev.oncemark.bench.stack;

import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import dev.oncemark.localstack.load.PlannedRequest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One request of the API's.
 *
 * @param number that of its first item
 * @param items completions in it
 */
record Post(String path, String body, int number, int items) implements PlannedRequest {

    static Post single(Workload workload, Item item) {
        String path = "/v1/enrollments/" + workload.enrollment(item) + "/completions";
        return new Post(path, "{\"lessonId\":\"" + workload.lesson(item) + "\"}", item.number(), 1);
    }

    /** Many completions in one request. */
    static Post batch(Workload workload, List<Item> items) {
        String body = items.stream()
                .map(item -> "{\"enrollmentId\":\"" + workload.enrollment(item) + "\",\"lessonId\":\""
                        + workload.lesson(item) + "\"}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        return new Post("/v1/completions:batch", body, items.get(0).number(), items.size());
    }
}
