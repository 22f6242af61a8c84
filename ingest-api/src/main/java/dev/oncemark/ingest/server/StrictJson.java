package dev.oncemark.ingest.server;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    /** The fields of the object that the body is, by name. */
    public static Map<String, String> fields(Buffer body, Set<String> known) {
        return read(body, parser -> object(parser, known, "", false));
    }

    /** The field of that name, whatever it says: it has to be there. */
    public static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw Problems.field(name, "is missing").exception();
        }
        return value;
    }

    /** As {@link #fields}; whole numbers do as well, for clients whose ids are numbers. */
    public static Map<String, String> fieldsOrNumbers(Buffer body, Set<String> known) {
        return read(body, parser -> object(parser, known, "", true));
    }

    /** The objects of the one list that the body's object has, from 1 to {@code max} of them. */
    public static List<Map<String, String>> items(Buffer body, String list, Set<String> known, int max) {
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

    private static List<Map<String, String>> list(JsonParser parser, String name, Set<String> known, int max) {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw Problems.field(name, "has to be a list").exception();
        }
        List<Map<String, String>> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == max) {
                throw Problems.tooManyItems(max).exception();
            }
            items.add(object(parser, known, name + "[" + items.size() + "]", false));
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

    private static Map<String, String> object(JsonParser parser, Set<String> known, String path, boolean numbers) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw path.isEmpty()
                    ? Problems.unreadableJson("the body has to be an object").exception()
                    : Problems.field(path, "has to be an object").exception();
        }
        Map<String, String> fields = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String field = path.isEmpty() ? name : path + "." + name;
            if (!known.contains(name)) {
                throw Problems.field(field, "is not a field here").exception();
            }
            JsonToken token = parser.nextToken();
            if (token != JsonToken.VALUE_STRING && !(numbers && token == JsonToken.VALUE_NUMBER_INT)) {
                throw Problems.field(field, "has to be a text").exception();
            }
            if (fields.put(name, parser.getString()) != null) {
                throw Problems.field(field, "is there twice").exception();
            }
        }
        return fields;
    }
}
