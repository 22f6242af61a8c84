package dev.oncemark.contracts.published;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;

/** Schemas to validate by; formats count. */
final class Schemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Schemas() {}

    /** The one of that name in {@code docs/asyncapi.yaml}. */
    static Schema of(String name) {
        return ofDocument(AsyncApi.schema(name));
    }

    /** The one that a message refers to. */
    static Schema of(JsonNode reference) {
        String name = reference.path("$ref").asString();
        return of(name.substring(name.lastIndexOf('/') + 1));
    }

    static Schema ofDocument(JsonNode document) {
        return REGISTRY.getSchema(document);
    }
}
