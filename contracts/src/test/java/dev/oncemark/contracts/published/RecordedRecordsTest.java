package dev.oncemark.contracts.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The records of an installation of version 0.1.0 are of today's schemas, where today's serde reads them at all. */
class RecordedRecordsTest {

    private static final Path RECORDED = Path.of("..", "end-to-end", "recordings", "0.1.0", "topics");

    static List<Topic<?>> topics() {
        return Topics.all().stream().filter(topic -> Files.exists(file(topic))).toList();
    }

    private static Path file(Topic<?> topic) {
        return RECORDED.resolve(topic.name() + ".ndjson");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldBeOfTodaysSchemas(Topic<?> topic) throws IOException {
        JsonNode channel = AsyncApi.channel(topic.name());
        Schema keys = Schemas.ofDocument(AsyncApi.keySchema(channel));
        Schema values = Schemas.ofDocument(AsyncApi.valueSchema(channel));
        int read = 0;
        for (String line : Files.readAllLines(file(topic))) {
            JsonNode record = JsonSerde.MAPPER.readTree(line);
            String value = record.path("value").asString("");
            if (isRead(topic, value)) {
                read++;
                assertThat(keys.validate(record.path("key"))).as(line).isEmpty();
                assertThat(values.validate(JsonSerde.MAPPER.readTree(value)))
                        .as(line)
                        .isEmpty();
            }
        }

        assertThat(read).isPositive();
    }

    private static boolean isRead(Topic<?> topic, String value) {
        try {
            topic.serde().read(topic.name(), value.getBytes(UTF_8));
            return true;
        } catch (SerializationException unreadable) {
            return false;
        }
    }
}
