package dev.oncemark.bench.load;

import dev.oncemark.bench.load.Poster.Post;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Requests of the API's, for the items of an input. */
public record Posts(Input input) {

    public static final String BATCH = "/v1/completions:batch";

    /** One completion. */
    public Post single(Item item) {
        String path = "/v1/enrollments/" + input.enrollment(item) + "/completions";
        return new Post(path, Buffer.buffer("{\"lessonId\":\"" + input.lesson(item) + "\"}"));
    }

    /** Many completions in one request. */
    public Post batch(List<Item> items) {
        StringBuilder json = new StringBuilder(items.size() * 96).append("{\"items\":");
        char before = '[';
        for (Item item : items) {
            json.append(before)
                    .append("{\"enrollmentId\":\"")
                    .append(input.enrollment(item))
                    .append("\",\"lessonId\":\"")
                    .append(input.lesson(item))
                    .append("\"}");
            before = ',';
        }
        return new Post(BATCH, Buffer.buffer(json.append("]}").toString()));
    }
}
