package dev.oncemark.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import dev.oncemark.contracts.JsonSerde;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostTest {

    private final Workload workload = new Workload(100, 0);

    @Test
    void shouldAskForOneCompletion() {
        Item item = new Item(7, 0, true);
        var post = Post.single(workload, item);
        assertThat(post.path()).isEqualTo("/v1/enrollments/" + workload.enrollment(item) + "/completions");
        var json = JsonSerde.MAPPER.readTree(post.body());
        assertThat(json.path("lessonId").asString()).isEqualTo(workload.lesson(item));
    }

    @Test
    void shouldAskForManyCompletions() {
        var json = JsonSerde.MAPPER.readTree(Post.batch(workload, List.of(new Item(1, 0, true), new Item(2, 0, true)))
                .body());
        assertThat(json.path("items").size()).isEqualTo(2);
        assertThat(json.path("items").path(1).path("enrollmentId").asString())
                .isEqualTo(workload.enrollment(new Item(2, 0, true)));
    }
}
