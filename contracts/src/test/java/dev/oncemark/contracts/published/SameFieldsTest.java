package dev.oncemark.contracts.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is both in {@code docs/openapi.yaml} and in {@code docs/asyncapi.yaml} is the same in both. */
class SameFieldsTest {

    private static final JsonNode HTTP = YAMLMapper.builder()
            .build()
            .readTree(Path.of("..", "docs", "openapi.yaml").toFile());

    /** What the API adds to a result, and what it may read that no app writes. */
    private static final Set<String> OF_HTTP_ALONE = Set.of("retryable");

    private static final String READ_ONLY = "UNRECOGNIZED";

    @ParameterizedTest
    @ValueSource(strings = {"CompletionResult", "Origin", "Id", "Time", "ReasonCode"})
    void shouldBeDescribedAlike(String schema) {
        assertThat(form(HTTP, schema)).isEqualTo(form(AsyncApi.DOCUMENT, schema));
    }

    /** Each field, or the schema itself where it has none, with its type, its format and what it may be. */
    private static Map<String, String> form(JsonNode document, String schema) {
        JsonNode described = document.at("/components/schemas/" + schema);
        Map<String, String> form = new TreeMap<>();
        form.put("", type(described));
        described.path("properties").properties().forEach(field -> {
            if (!OF_HTTP_ALONE.contains(field.getKey())) {
                form.put(field.getKey(), type(resolved(document, field.getValue())));
            }
        });
        return form;
    }

    private static String type(JsonNode schema) {
        List<String> values = schema.path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .filter(value -> !value.equals(READ_ONLY))
                .toList();
        return "%s %s %s %s"
                .formatted(
                        schema.path("type").asString(""),
                        schema.path("format").asString(""),
                        schema.path("pattern").asString(""),
                        values);
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }
}
