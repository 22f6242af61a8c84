package dev.oncemark.ingest.http;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads bodies strictly: an object with known fields, each at most once, each a text, and nothing after it. What is
 * wrong is named. Depth, names and texts are bounded.
 */
final class StrictJson {

    private static final int MAX_NAME = 256;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBER = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private StrictJson() {}

    /** The fields of the object that the body is, by name. */
    static Map<String, String> fields(Buffer body, Set<String> known) {
        return read(body, parser -> object(parser, known));
    }

    private interface Reading<T> {
        T read(JsonParser parser);
    }

    private static <T> T read(Buffer body, Reading<T> reading) {
        if (body.length() == 0) {
            throw Problems.unreadableJson("the body is empty").refusal();
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body.getBytes())) {
            parser.nextToken();
            T read = reading.read(parser);
            if (parser.nextToken() != null) {
                throw Problems.unreadableJson("something follows the object").refusal();
            }
            return read;
        } catch (JacksonException unreadable) {
            throw Problems.unreadableJson(unreadable.getOriginalMessage()).refusal();
        }
    }

    private static Map<String, String> object(JsonParser parser, Set<String> known) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Problems.unreadableJson("the body has to be an object").refusal();
        }
        Map<String, String> fields = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!known.contains(name)) {
                throw Problems.field(name, "is not a field here").refusal();
            }
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw Problems.field(name, "has to be a text").refusal();
            }
            if (fields.put(name, parser.getString()) != null) {
                throw Problems.field(name, "is there twice").refusal();
            }
        }
        return fields;
    }
}
