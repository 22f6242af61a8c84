package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Holds answers against {@code docs/openapi.yaml}: the path, the status, the headers, the type, the schema. A field that is
 * not described fails, too, though clients have to ignore it.
 */
public final class OpenApiContract {

    /** What an operation may answer without naming it: it is the operation's {@code default}. */
    private static final Set<Integer> OF_EACH = Set.of(414, 431, 500);
    /** What is answered where there is no operation. */
    private static final Set<Integer> OF_NONE = Set.of(400, 404, 405, 414, 431, 503);

    private static final JsonNode DOCUMENT = YAMLMapper.builder()
            .build()
            .readTree(Path.of("..", "docs", "openapi.yaml").toFile());
    private static final JsonNode CLOSED = new ClosedSchemas(DOCUMENT).components();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<JsonNode, Schema> CACHE = new ConcurrentHashMap<>();
    private static final Map<String, Pattern> PATHS = new ConcurrentHashMap<>();

    private OpenApiContract() {}

    /** The whole document. */
    static JsonNode document() {
        return DOCUMENT;
    }

    /** Each method and path that is described, as {@code GET /v1/…/{id}}. */
    public static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (var path : DOCUMENT.path("paths").properties()) {
            for (String method : new String[] {"get", "put", "post", "delete", "patch"}) {
                if (path.getValue().has(method)) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    /** Fails if the answer is not described. What has no route has to be a problem. */
    public static void check(String method, String target, Answered answered) {
        if (method.equals("HEAD") || method.equals("OPTIONS")) {
            // They say what the description says of the other methods.
            return;
        }
        String path = target.replaceFirst("\\?.*", "");
        JsonNode operation = operation(method, path);
        JsonNode response = resolved(operation.path("responses").path(String.valueOf(answered.status())));
        if (response.isMissingNode()) {
            assertThat(answered.status())
                    .as("%s %s is not described: %s", method, path, answered.bodyText())
                    .isIn(operation.isMissingNode() ? OF_NONE : OF_EACH);
            response = DOCUMENT.at("/components/responses/AnyOtherProblem");
        }
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
            JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
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
                .as("type '%s' of %d is not described: %s", type, answered.status(), answered.bodyText())
                .isFalse();
        if (type.endsWith("json")) {
            checkValue(content.path("schema"), answered.json());
        }
    }

    /** Fails if the value is not of the schema, or has a field that the schema does not name. */
    static void checkValue(JsonNode schema, JsonNode value) {
        Schema compiled = CACHE.computeIfAbsent(schema, key -> {
            ObjectNode whole = (ObjectNode) key.deepCopy();
            whole.set("components", CLOSED);
            return SCHEMAS.getSchema(whole);
        });
        assertThat(compiled.validate(value)).as(value.toString()).isEmpty();
    }

    /** The node, or what it refers to within the document. */
    static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }
}
