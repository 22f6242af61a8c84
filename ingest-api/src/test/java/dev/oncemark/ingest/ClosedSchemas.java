package dev.oncemark.ingest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The named schemas of a description, each closed: it has no fields but those that are named. Clients read answers by open
 * ones; these are to find what is answered and not described.
 */
final class ClosedSchemas {

    private final JsonNode document;

    ClosedSchemas(JsonNode document) {
        this.document = document;
    }

    /** The object {@code components} with nothing but {@code schemas}. */
    ObjectNode components() {
        ObjectNode schemas = ((ObjectNode) document).objectNode();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schemas.set(schema.getKey(), closed(schema.getValue())));
        ObjectNode components = schemas.objectNode();
        components.set("schemas", schemas);
        return components;
    }

    private ObjectNode closed(JsonNode schema) {
        ObjectNode closed = merged(schema);
        if (closed.has("properties") && !closed.has("additionalProperties")) {
            closed.put("additionalProperties", false);
        }
        return closed;
    }

    /** A schema of parts as one with the properties of all: closed, a part would forbid the others' properties. */
    private ObjectNode merged(JsonNode schema) {
        ObjectNode merged = (ObjectNode) schema.deepCopy();
        JsonNode parts = merged.remove("allOf");
        if (parts == null) {
            return merged;
        }
        ObjectNode properties = merged.withObject("/properties");
        ArrayNode required = merged.withArray("/required");
        for (JsonNode part : parts) {
            String reference = part.path("$ref").asString("");
            JsonNode resolved = reference.isEmpty() ? part : document.at(reference.substring(1));
            properties.setAll((ObjectNode) resolved.path("properties").deepCopy());
            required.addAll(resolved.withArray("/required").deepCopy());
        }
        return merged;
    }
}
