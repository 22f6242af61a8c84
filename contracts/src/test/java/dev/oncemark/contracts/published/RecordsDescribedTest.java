package dev.oncemark.contracts.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.contracts.published.Samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records as the serde writes and reads them, against the schemas of {@code docs/asyncapi.yaml}. */
class RecordsDescribedTest {

    static Stream<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldDescribeEveryRecord(Sample sample) {
        String json = JsonSerde.MAPPER.writeValueAsString(sample.value());

        assertThat(Schemas.of(sample.schema()).validate(JsonSerde.MAPPER.readTree(json)))
                .as(json)
                .isEmpty();
    }

    /** Readers ignore what they do not know, so a schema that forbids it would be of no use to them. */
    @ParameterizedTest
    @MethodSource("samples")
    void shouldTakeFieldsOfNewerWriters(Sample sample) {
        ObjectNode newer = JsonSerde.MAPPER.valueToTree(sample.value());
        newer.putObject("new").putArray("a").add(1);

        assertThat(Schemas.of(sample.schema()).validate(newer)).isEmpty();
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("CompletionRequest", CompletionRequest.class),
                Arguments.of("CompletionResult", CompletionResult.class),
                Arguments.of("CourseCompletion", CourseCompletion.class),
                Arguments.of("CourseChange", CourseChange.class),
                Arguments.of("CourseOutline", CourseOutline.class),
                Arguments.of("Lesson", CourseOutline.Lesson.class),
                Arguments.of("FormerLesson", CourseOutline.FormerLesson.class),
                Arguments.of("Revoke", Command.Revoke.class),
                Arguments.of("Waive", Command.Waive.class),
                Arguments.of("Reset", Command.Reset.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldDescribeEveryFieldAndNoOther(String schema, Class<?> record) {
        Set<String> fields = Stream.of(record.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        if (Command.class.isAssignableFrom(record)) {
            fields.add("type");
        }

        assertThat(AsyncApi.schema(schema).path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void shouldHaveASampleOfEveryField() {
        Set<String> written = samples()
                .map(sample -> JsonSerde.MAPPER.<JsonNode>valueToTree(sample.value()))
                .flatMap(value -> value.propertyNames().stream())
                .collect(Collectors.toSet());

        for (String schema :
                List.of("CompletionRequest", "CompletionResult", "CourseCompletion", "CourseChange", "CourseOutline")) {
            assertThat(written)
                    .containsAll(AsyncApi.schema(schema).path("properties").propertyNames());
        }
    }

    @Test
    void shouldNotTakeARejectionWithoutAReason() {
        Sample accepted = samples()
                .filter(sample -> sample.schema().equals("CompletionResult"))
                .findFirst()
                .orElseThrow();
        ObjectNode rejected = JsonSerde.MAPPER.valueToTree(accepted.value());
        rejected.put("status", "REJECTED");

        assertThat(Schemas.of("CompletionResult").validate(rejected)).isNotEmpty();
    }

    /** Each example with its topic. */
    static Stream<Arguments> examples() {
        List<Arguments> examples = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            for (JsonNode message : AsyncApi.messages(AsyncApi.channel(topic.name()))) {
                assertThat(message.path("examples").isEmpty())
                        .as(message.toString())
                        .isFalse();
                message.path("examples").forEach(example -> examples.add(Arguments.of(topic, message, example)));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldHaveExamplesThatTheSerdeReads(Topic<?> topic, JsonNode message, JsonNode example) {
        JsonNode payload = example.path("payload");
        byte[] json = payload.toString().getBytes(UTF_8);

        assertThat(Schemas.of(message.path("payload")).validate(payload)).isEmpty();
        assertThat(readAndWritten(topic, json)).isEqualTo(JsonSerde.MAPPER.readTree(json));
        Schema headers = message.has("headers") ? Schemas.of(message.path("headers")) : null;
        if (headers != null) {
            assertThat(headers.validate(example.path("headers"))).isEmpty();
            assertThat(example.at("/headers/ce_type")).isEqualTo(message.path("name"));
        }
    }

    private static <V> JsonNode readAndWritten(Topic<V> topic, byte[] json) {
        V value = topic.serde().read(topic.name(), json);
        return JsonSerde.MAPPER.readTree(topic.serde().serialize(topic.name(), value));
    }
}
