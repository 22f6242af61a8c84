package dev.oncemark.contracts.published;

import dev.oncemark.contracts.JsonSerde;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docs/asyncapi.yaml}, and the JSON Schemas that follow from it. */
final class AsyncApi {

    static final JsonNode DOCUMENT = YAMLMapper.builder()
            .build()
            .readTree(Path.of("..", "docs", "asyncapi.yaml").toFile());

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    private AsyncApi() {}

    /** The channels by their topics' names. */
    static Map<String, JsonNode> channels() {
        Map<String, JsonNode> channels = new TreeMap<>();
        DOCUMENT.path("channels")
                .forEach(channel -> channels.put(channel.path("address").asString(), channel));
        return channels;
    }

    /** The channel of that topic, which has to be described. */
    static JsonNode channel(String topic) {
        return Objects.requireNonNull(channels().get(topic), topic);
    }

    /** The messages of a channel. */
    static List<JsonNode> messages(JsonNode channel) {
        return channel.path("messages").valueStream().map(AsyncApi::resolved).toList();
    }

    /** The node, or what it refers to. */
    static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }

    /** The schema of that name as a document of its own. */
    static ObjectNode schema(String name) {
        return schema(List.of(COMPONENTS + name));
    }

    /** The schema of all values of a topic. */
    static ObjectNode valueSchema(JsonNode channel) {
        return schema(references(messages(channel).stream().map(message -> message.path("payload"))));
    }

    /** The schema of all keys of a topic. */
    static ObjectNode keySchema(JsonNode channel) {
        return schema(references(messages(channel).stream().map(message -> message.at("/bindings/kafka/key"))));
    }

    private static List<String> references(Stream<JsonNode> schemas) {
        Set<String> references = new LinkedHashSet<>();
        schemas.forEach(schema -> references.add(schema.path("$ref").asString()));
        return List.copyOf(references);
    }

    /** Any of these schemas, with whatever they refer to. */
    private static ObjectNode schema(List<String> references) {
        ObjectNode document = JsonSerde.MAPPER.createObjectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        if (references.size() == 1) {
            document.setAll((ObjectNode) rewritten(at(references.get(0))));
        } else {
            ArrayNode any = document.putArray("anyOf");
            references.forEach(reference -> any.addObject().put("$ref", definition(reference)));
        }
        Set<String> needed = new TreeSet<>();
        if (references.size() == 1) {
            collect(at(references.get(0)), needed);
        } else {
            references.forEach(reference -> collect(reference, needed));
        }
        if (!needed.isEmpty()) {
            ObjectNode definitions = document.putObject("$defs");
            needed.forEach(
                    reference -> definitions.set(reference.substring(COMPONENTS.length()), rewritten(at(reference))));
        }
        return document;
    }

    private static JsonNode at(String reference) {
        return DOCUMENT.at(reference.substring(1));
    }

    private static String definition(String reference) {
        return reference.replace(COMPONENTS, DEFINITIONS);
    }

    private static void collect(JsonNode schema, Set<String> needed) {
        schema.findValuesAsString("$ref").forEach(reference -> collect(reference, needed));
    }

    private static void collect(String reference, Set<String> needed) {
        if (needed.add(reference)) {
            collect(at(reference), needed);
        }
    }

    /** A copy whose references are to what is beside it. */
    private static JsonNode rewritten(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        copy.findParents("$ref")
                .forEach(parent -> ((ObjectNode) parent)
                        .put("$ref", definition(parent.path("$ref").asString())));
        return copy;
    }
}
