package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds answers against {@code docs/openapi.yaml}: the path, the status, the headers, the type, the schema. */
public final class OpenApiContract {

    private static final JsonNode DOCUMENT = YAMLMapper.builder()
            .build()
            .readTree(Path.of("..", "docs", "openapi.yaml").toFile());
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> CACHE = new ConcurrentHashMap<>();
    private static final Map<String, Pattern> PATHS = new ConcurrentHashMap<>();

    private OpenApiContract() {}

    /** Each method and path that is described, as {@code GET /v1/…/{id}}. */
    public static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (var path : DOCUMENT.path("paths").properties()) {
            for (String method : new String[] {"get", "put", "post", "delete", "patch"}) {
                if (path.getValue().has(method)) {
                    operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    /** Fails if the answer is not described. What has no route has to be a problem. */
    public static void check(String method, String target, Answered answered) {
        String path = target.replaceFirst("\\?.*", "");
        JsonNode operation = operation(method, path);
        if (operation.isMissingNode()) {
            assertThat(answered.status()).as(method + " " + target).isIn(400, 404, 405, 414, 431, 503);
            checkBody(schema("Problem"), answered);
            return;
        }
        JsonNode response = resolved(operation.path("responses").path(String.valueOf(answered.status())));
        assertThat(response.isMissingNode())
                .as("%s %s: status %d is not described: %s", method, path, answered.status(), answered.bodyText())
                .isFalse();
        checkHeaders(response, answered);
        checkContent(response, answered);
    }

    /** A path may have a last slash that is not described, and the other way round. */
    private static JsonNode operation(String method, String path) {
        JsonNode operation = described(method, path);
        return operation.isMissingNode()
                ? described(method, path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/")
                : operation;
    }

    private static JsonNode described(String method, String path) {
        for (var entry : DOCUMENT.path("paths").properties()) {
            Pattern pattern = PATHS.computeIfAbsent(
                    entry.getKey(), template -> Pattern.compile(template.replaceAll("\\{[^}]+\\}", "[^/]+")));
            JsonNode operation = entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            if (pattern.matcher(path).matches() && !operation.isMissingNode()) {
                return operation;
            }
        }
        return DOCUMENT.path("nothing");
    }

    private static void checkHeaders(JsonNode response, Answered answered) {
        for (var header : response.path("headers").properties()) {
            if (resolved(header.getValue()).path("required").asBoolean(false)) {
                assertThat(answered.header(header.getKey()))
                        .as("header %s of %d", header.getKey(), answered.status())
                        .isNotEmpty();
            }
        }
    }

    private static void checkContent(JsonNode response, Answered answered) {
        if (answered.bodyText().isEmpty() && response.path("content").isMissingNode()) {
            return;
        }
        String type = answered.contentType().replaceFirst(";.*", "");
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("type '%s' of %d is not described", type, answered.status())
                .isFalse();
        if (type.endsWith("json")) {
            checkBody(schemaOf(content.path("schema")), answered);
        }
    }

    private static void checkBody(Schema schema, Answered answered) {
        assertThat(schema.validate(answered.json())).as(answered.bodyText()).isEmpty();
    }

    private static Schema schema(String name) {
        return CACHE.computeIfAbsent(name, key -> {
            ObjectNode reference = ((ObjectNode) DOCUMENT).objectNode().put("$ref", "#/components/schemas/" + name);
            return schemaOf(reference);
        });
    }

    private static Schema schemaOf(JsonNode schema) {
        return CACHE.computeIfAbsent(schema.toString(), key -> {
            ObjectNode whole = (ObjectNode) schema.deepCopy();
            whole.set("components", DOCUMENT.path("components"));
            return SCHEMAS.getSchema(whole);
        });
    }

    private static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }
}
