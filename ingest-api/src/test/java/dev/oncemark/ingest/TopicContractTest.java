package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Records, held against {@code docs/asyncapi.yaml}. */
class TopicContractTest {

    private static final JsonNode DOCUMENT = YAMLMapper.builder()
            .build()
            .readTree(Path.of("..", "docs", "asyncapi.yaml").toFile());
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final Subject SUBJECT =
            new Subject(ID, "e", "l", TIME, new RecordPosition("completion-requests", 0, 0));
    private static final Basis KNOWN = new Basis(TIME, "c", "learner", 1L);

    private static final Basis LATER = new Basis(TIME, "c", "learner", 1L, 2);
    private static final Subject RESET =
            new Subject(ID, "e", null, TIME, new RecordPosition("completion-requests", 0, 1));

    private static CompletionRequest request(Command command) {
        return new CompletionRequest(ID, "e", null, TIME, TIME, "client", null, null, null, command, "admin", null);
    }

    private static Schema schema(String name) {
        ObjectNode whole = ((ObjectNode) DOCUMENT).objectNode().put("$ref", "#/components/schemas/" + name);
        whole.set("components", DOCUMENT.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    @Test
    void shouldDescribeEveryTopicButTheLmsAndDeadLetters() {
        Stream<String> described = DOCUMENT.path("channels")
                .valueStream()
                .map(channel -> channel.path("address").asString());

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream()
                        .map(topic -> topic.name())
                        .filter(name -> !name.startsWith("lms."))
                        .toList());
    }

    @Test
    void shouldDescribeEveryType() {
        Stream<String> described = DOCUMENT.at("/components/messages")
                .valueStream()
                .map(message -> message.path("name").asString())
                // A course's outline comes in messages of two forms.
                .distinct();

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(Stream.of(CloudEvents.Type.values())
                        .map(CloudEvents.Type::text)
                        .toList());
    }

    /** A value and the schema that it is of. */
    record Sample(String schema, Object value) {}

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("CompletionResult", CompletionResult.accepted(SUBJECT, KNOWN, 1, null)),
                new Sample("CompletionResult", CompletionResult.replayed(SUBJECT, KNOWN, TIME)),
                new Sample("CompletionResult", CompletionResult.alreadyCompleted(SUBJECT, KNOWN, ID, TIME)),
                new Sample("CompletionResult", CompletionResult.imported(SUBJECT, KNOWN, 1, null)),
                new Sample(
                        "CompletionResult",
                        CompletionResult.rejected(SUBJECT, Basis.unknown(TIME), Reason.UNKNOWN_ENROLLMENT)),
                new Sample(
                        "CompletionResult",
                        CompletionResult.accepted(SUBJECT, LATER, 4, new Standing(1, 2))
                                .of(new Command.Waive("l", Command.Waiver.TESTED_OUT), "admin")),
                new Sample(
                        "CompletionResult",
                        CompletionResult.revoked(SUBJECT, KNOWN, 5, new Standing(0, 2), ID, 1)
                                .of(new Command.Revoke("l", "MARKED_BY_MISTAKE", null), "admin")),
                new Sample(
                        "CompletionResult",
                        CompletionResult.reset(RESET, LATER, 6, 1).of(new Command.Reset(2, false, "AGAIN"), "admin")),
                new Sample(
                        "CompletionResult",
                        CompletionResult.replayed(RESET, LATER, 6L).of(new Command.Reset(2, true, "AGAIN"), null)),
                new Sample("CompletionRequest", request(new Command.Revoke("l", "MARKED_BY_MISTAKE", ID))),
                new Sample("CompletionRequest", request(new Command.Waive("l", Command.Waiver.EQUIVALENT_AU))),
                new Sample("CompletionRequest", request(new Command.Reset(2, null, "RECERTIFICATION"))),
                new Sample(
                        "CompletionRequest",
                        new CompletionRequest(
                                ID, "e", "l", TIME, TIME, "client", "learner", 1, true, null, null, TIME)),
                new Sample(
                        "CourseChange",
                        new CourseChange(
                                "e",
                                "c",
                                "learner",
                                Change.REVOKED,
                                1,
                                1,
                                5,
                                Cause.REVOKE,
                                ID,
                                "MARKED_BY_MISTAKE",
                                1L,
                                1,
                                List.of("l"),
                                TIME)),
                new Sample(
                        "CourseChange",
                        new CourseChange(
                                "e",
                                "c",
                                null,
                                Change.ATTEMPT_STARTED,
                                2,
                                3,
                                6,
                                Cause.RESET,
                                ID,
                                "RECERTIFICATION",
                                null,
                                null,
                                null,
                                TIME)),
                new Sample("CourseCompletion", new CourseCompletion("e", "c", "l", TIME, 1, 2, 3, Origin.CATALOG)),
                new Sample(
                        "CourseCompletion", new CourseCompletion("e", "c", "l", TIME, 1, 2, 3, Origin.API, TIME, 2, 2)),
                new Sample("CourseCompletion", new CourseCompletion("e", "c", null, TIME, 1, 0, 0, Origin.IMPORT)),
                new Sample("CourseCompletion", new CourseCompletion("e", "c", "l", TIME, 1, 0, 0, Origin.API, TIME)),
                new Sample(
                        "CourseOutline",
                        new CourseOutline(
                                "c",
                                1,
                                true,
                                List.of(new CourseOutline.Lesson("l", true, 0)),
                                List.of(new CourseOutline.FormerLesson("f", 1)),
                                null)),
                new Sample("CourseOutline", new CourseOutline("c", 2, false, List.of(), List.of(), true)),
                new Sample("CourseOutline", new CourseOutline("c", 3, true, List.of(), List.of(), null, true, 1, 128)),
                new Sample(
                        "CourseOutline",
                        new CourseOutline(
                                "c",
                                4,
                                true,
                                List.of(),
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                CourseOutline.CompletionPolicy.REOPEN)),
                new Sample(
                        "FormerLessonPart",
                        CourseOutline.part("c", 127, 3, List.of(new CourseOutline.FormerLesson("f", 1)))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldDescribeEveryValue(Sample sample) {
        String json = JsonSerde.MAPPER.writeValueAsString(sample.value());

        assertThat(schema(sample.schema()).validate(JsonSerde.MAPPER.readTree(json)))
                .as(json)
                .isEmpty();
    }

    @Test
    void shouldNotTakeARejectionWithoutAReason() {
        ObjectNode rejected = JsonSerde.MAPPER.valueToTree(CompletionResult.accepted(SUBJECT, KNOWN, 1, null));
        rejected.put("status", "REJECTED");

        assertThat(schema("CompletionResult").validate(rejected)).isNotEmpty();
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
