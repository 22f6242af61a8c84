package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @Test
    void shouldListEveryTopicThatThereIs() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field field : Topics.class.getFields()) {
            if (field.getType() == Topic.class) {
                constants.add(field.get(null));
            }
        }

        assertThat(Topics.all())
                .containsExactlyElementsOf(
                        constants.stream().map(constant -> (Topic<?>) constant).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "enrollment-1", "Einschreibung ü", "8c1f5f5e-0b1e-4e2b-9d7a-0f6f0f1c2d3e"})
    void shouldFindThePartitionThatKafkaTakes(String key) {
        for (int count = 1; count < 20; count++) {
            assertThat(Topics.partitionOf(key, count))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), count));
        }
    }

    /** A task that is behind may restart; what it still has to decide needs the outlines of then. */
    @Test
    void shouldKeepOutlinesForAsLongAsRequestsThatTheyDecide() {
        long requests = Long.parseLong(Topics.COMPLETION_REQUESTS.config().get("retention.ms"));

        assertThat(Long.parseLong(Topics.COURSE_OUTLINES.config().get("min.compaction.lag.ms")))
                .isGreaterThanOrEqualTo(requests)
                .isLessThanOrEqualTo(
                        Long.parseLong(Topics.COURSE_OUTLINES.config().get("max.compaction.lag.ms")));
    }
}
