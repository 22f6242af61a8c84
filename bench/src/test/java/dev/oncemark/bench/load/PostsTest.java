package dev.oncemark.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import dev.oncemark.contracts.JsonSerde;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostsTest {

    private final Input input = new Input(100, 0, 1);
    private final Posts posts = new Posts(input);

    @Test
    void shouldAskForOneCompletion() {
        Item item = new Item(7, 0, true);
        var post = posts.single(item);
        assertThat(post.path()).isEqualTo("/v1/enrollments/" + input.enrollment(item) + "/completions");
        var json = JsonSerde.MAPPER.readTree(post.body().getBytes());
        assertThat(json.path("lessonId").asString()).isEqualTo(input.lesson(item));
    }

    @Test
    void shouldAskForManyCompletions() {
        var json = JsonSerde.MAPPER.readTree(posts.batch(List.of(new Item(1, 0, true), new Item(2, 0, true)))
                .body()
                .getBytes());
        assertThat(json.path("items").size()).isEqualTo(2);
        assertThat(json.path("items").path(1).path("enrollmentId").asString())
                .isEqualTo(input.enrollment(new Item(2, 0, true)));
    }
}
