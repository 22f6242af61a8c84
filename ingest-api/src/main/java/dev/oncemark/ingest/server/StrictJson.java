package dev.oncemark.ingest.server;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads bodies strictly: an object with known fields, each at most once, each of its kind, and nothing after it. What is
 * wrong is named. Depth, names and texts are bounded.
 */
public final class StrictJson {

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

    /** What a field's value has to be; it is given out as the text that it is in JSON. */
    public enum Kind {
        TEXT("has to be a text"),
        WHOLE_NUMBER("has to be a whole number"),
        /** An id that may be a number, too, as of clients whose ids are numbers. */
        TEXT_OR_NUMBER("has to be a text"),
        FLAG("has to be true or false");

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }

        private boolean has(JsonToken token) {
            return switch (this) {
                case TEXT -> token == JsonToken.VALUE_STRING;
                case WHOLE_NUMBER -> token == JsonToken.VALUE_NUMBER_INT;
                case TEXT_OR_NUMBER -> token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
                case FLAG -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            };
        }
    }

    /** The fields of the object that the body is, by name. */
    public static Map<String, String> fields(Buffer body, Map<String, Kind> known) {
        return read(body, parser -> object(parser, known, ""));
    }

    /** The field of that name, whatever it says: it has to be there. */
    public static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw Problems.field(name, "is missing").exception();
        }
        return value;
    }

    /** The objects of the one list that the body's object has, from 1 to {@code max} of them. */
    public static List<Map<String, String>> items(Buffer body, String list, Map<String, Kind> known, int max) {
        return read(body, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw Problems.unreadableJson("the body has to be an object").exception();
            }
            List<Map<String, String>> items = null;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (!name.equals(list)) {
                    throw Problems.field(name, "is not a field here").exception();
                }
                if (items != null) {
                    throw Problems.field(name, "is there twice").exception();
                }
                items = list(parser, list, known, max);
            }
            if (items == null || items.isEmpty()) {
                throw Problems.field(list, items == null ? "is missing" : "is empty")
                        .exception();
            }
            return items;
        });
    }

    private static List<Map<String, String>> list(JsonParser parser, String name, Map<String, Kind> known, int max) {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw Problems.field(name, "has to be a list").exception();
        }
        List<Map<String, String>> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == max) {
                throw Problems.tooManyItems(max).exception();
            }
            items.add(object(parser, known, name + "[" + items.size() + "]"));
        }
        return items;
    }

    private interface Reading<T> {
        T read(JsonParser parser);
    }

    private static <T> T read(Buffer body, Reading<T> reading) {
        if (body.length() == 0) {
            throw Problems.unreadableJson("the body is empty").exception();
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body.getBytes())) {
            parser.nextToken();
            T read = reading.read(parser);
            if (parser.nextToken() != null) {
                throw Problems.unreadableJson("something follows the object").exception();
            }
            return read;
        } catch (JacksonException unreadable) {
            throw Problems.unreadableJson(unreadable.getOriginalMessage()).exception();
        }
    }

    private static Map<String, String> object(JsonParser parser, Map<String, Kind> known, String path) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw path.isEmpty()
                    ? Problems.unreadableJson("the body has to be an object").exception()
                    : Problems.field(path, "has to be an object").exception();
        }
        Map<String, String> fields = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String field = path.isEmpty() ? name : path + "." + name;
            Kind kind = known.get(name);
            if (kind == null) {
                throw Problems.field(field, "is not a field here").exception();
            }
            if (!kind.has(parser.nextToken())) {
                throw Problems.field(field, kind.wanted).exception();
            }
            if (fields.put(name, parser.getString()) != null) {
                throw Problems.field(field, "is there twice").exception();
            }
        }
        return fields;
    }
}
