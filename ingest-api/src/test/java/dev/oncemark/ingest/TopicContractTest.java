package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The records that the app writes are as {@code docs/asyncapi.yaml} has them. */
class TopicContractTest {

    private static final JsonNode DOCUMENT = YAMLMapper.builder()
            .build()
            .readTree(Path.of("..", "docs", "asyncapi.yaml").toFile());

    private static Schema schema(String name) {
        ObjectNode whole = ((ObjectNode) DOCUMENT).objectNode().put("$ref", "#/components/schemas/" + name);
        whole.set("components", DOCUMENT.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    @Test
    void shouldDescribeTheRecordsThatTheApiWrites() {
        String enrollment = UUID.randomUUID().toString();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (RunningApi api = RunningApi.start(Map.of()).ready()) {
            api.post("/v1/enrollments/" + enrollment + "/completions", "{\"lessonId\": \"l\"}", "traceparent", trace);
        }
        ConsumerRecord<String, byte[]> written = recordOf(enrollment);
        ObjectNode headers = JsonSerde.MAPPER.createObjectNode();
        for (Header header : written.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }

        assertThat(schema("RequestHeaders").validate(headers))
                .as(headers.toString())
                .isEmpty();
        assertThat(headers.path("traceparent").asString()).isEqualTo(trace);
        assertThat(headers.has("oncemark_asked")).isTrue();
        assertThat(schema("CompletionRequest").validate(JsonSerde.MAPPER.readTree(written.value())))
                .isEmpty();
    }

    private static ConsumerRecord<String, byte[]> recordOf(String key) {
        var partitions = IntStream.range(0, RealParts.PARTITIONS)
                .mapToObj(at -> new TopicPartition(Topics.COMPLETION_REQUESTS.name(), at))
                .toList();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", RealParts.broker().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int polls = 0; polls < 100; polls++) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(key)) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("there is no record of " + key);
    }
}
