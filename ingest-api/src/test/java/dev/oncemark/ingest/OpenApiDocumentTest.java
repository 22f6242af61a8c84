package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What generators of clients, and their users, need of {@code docs/openapi.yaml} beyond that it is valid. */
class OpenApiDocumentTest {

    private static final JsonNode DOCUMENT = OpenApiContract.document();
    private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");
    private static final Pattern PROBLEM = Pattern.compile("Problem\\.of\\(\\s*(?:\\d{3}|status),\\s*\"([a-z-]+)\"");

    /** Each operation by its id. */
    static Stream<Arguments> operations() {
        List<Arguments> operations = new ArrayList<>();
        DOCUMENT.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId")) {
                        operations.add(
                                Arguments.of(operation.path("operationId").asString(), operation));
                    }
                }));
        return operations.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldHaveOneSchemaForWhateverGoesWell(String id, JsonNode operation) {
        Set<JsonNode> schemas = new LinkedHashSet<>();
        operation.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                OpenApiContract.resolved(response.getValue())
                        .path("content")
                        .forEach(content -> schemas.add(content.path("schema")));
            }
        });

        assertThat(schemas).as(id).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldSayThatEveryOtherAnswerIsAProblem(String id, JsonNode operation) {
        assertThat(operation.at("/responses/default/$ref").asString(""))
                .as(id)
                .isEqualTo("#/components/responses/AnyOtherProblem");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldHaveValidExamplesOfEachRequestAndAnswer(String id, JsonNode operation) {
        operation
                .path("responses")
                .properties()
                .forEach(response -> OpenApiContract.resolved(response.getValue())
                        .path("content")
                        .properties()
                        .forEach(content ->
                                checkExamples(id + " " + response.getKey(), content.getKey(), content.getValue())));
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content -> checkExamples(id, content.getKey(), content.getValue()));
    }

    private static void checkExamples(String where, String type, JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        if (content.has("example")) {
            examples.add(content.path("example"));
        }
        content.path("examples")
                .forEach(example ->
                        examples.add(OpenApiContract.resolved(example).path("value")));
        assertThat(examples).as("examples of %s %s", where, type).isNotEmpty();
        if (type.endsWith("json")) {
            examples.forEach(example -> OpenApiContract.checkValue(content.path("schema"), example));
        }
    }

    @Test
    void shouldNameTheTypeOfWhateverIsEnumerated() {
        forEachSchema((where, schema) -> {
            if (schema.has("enum") || schema.has("const")) {
                assertThat(schema.has("type")).as(where).isTrue();
            }
        });
    }

    @Test
    void shouldSayHowLargeEachWholeNumberMayGet() {
        forEachSchema((where, schema) -> {
            if (schema.path("type").asString("").equals("integer")) {
                assertThat(schema.path("format").asString("")).as(where).matches("int32|int64");
            }
        });
    }

    @Test
    void shouldNameEverySchemaOfAnObject() {
        forEachSchema((where, schema) -> {
            boolean isObject = schema.has("properties") || schema.has("oneOf");
            if (isObject && !where.contains("/allOf/")) {
                assertThat(where).matches("/components/schemas/[A-Za-z]+");
            }
        });
    }

    /** Every schema with where it is, those within others included. */
    private static void forEachSchema(BiConsumer<String, JsonNode> each) {
        walk("", DOCUMENT, each);
    }

    private static void walk(String where, JsonNode node, BiConsumer<String, JsonNode> each) {
        node.properties().forEach(child -> {
            boolean isNoSchema =
                    child.getKey().equals("example") || child.getKey().equals("examples");
            if (!isNoSchema && !child.getKey().equals("discriminator")) {
                walk(where + "/" + child.getKey(), child.getValue(), each);
            }
        });
        if (node.isArray()) {
            for (int at = 0; at < node.size(); at++) {
                walk(where + "/" + at, node.path(at), each);
            }
        }
        boolean isMapOfProperties = where.endsWith("/properties");
        boolean isServer = where.startsWith("/servers");
        if (node.isObject() && !isMapOfProperties && !isServer) {
            each.accept(where, node);
        }
    }

    @Test
    void shouldEnumerateEveryTypeOfProblem() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/oncemark/ingest/server/Problems.java"));
        Stream<String> types = PROBLEM.matcher(source)
                .results()
                .map(found -> "urn:oncemark:problem:" + found.group(1))
                // A body and a batch are too large in one way.
                .distinct();

        assertThat(enumerated("ProblemType")).containsExactlyInAnyOrderElementsOf(types.toList());
    }

    @Test
    void shouldEnumerateWhatTheRecordsEnumerate() {
        assertThat(enumerated("Reason")).containsExactlyElementsOf(names(Reason.values()));
        assertThat(enumerated("ResultStatus")).containsExactlyInAnyOrderElementsOf(names(Status.values()));
        assertThat(enumerated("Origin")).containsExactlyInAnyOrderElementsOf(names(Origin.values()));
        assertThat(enumerated("CommandKind")).containsExactlyInAnyOrderElementsOf(names(Command.Kind.values()));
        assertThat(enumerated("StoredWaiver")).containsExactlyInAnyOrderElementsOf(names(Command.Waiver.values()));
    }

    private static List<String> enumerated(String schema) {
        return SCHEMAS.path(schema)
                .path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    @Test
    void shouldTellAPendingRequestFromAVerdictByItsStatus() {
        Set<String> mapped = new LinkedHashSet<>();
        SCHEMAS.at("/Outcome/discriminator/mapping").properties().forEach(entry -> mapped.add(entry.getKey()));
        List<String> statuses = new ArrayList<>(enumerated("ResultStatus"));
        statuses.add("PENDING");

        assertThat(mapped).containsExactlyInAnyOrderElementsOf(statuses);
    }
}
