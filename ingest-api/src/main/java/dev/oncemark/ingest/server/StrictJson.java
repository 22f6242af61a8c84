package dev.oncemark.ingest.server;

import dev.oncemark.ingest.server.Problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * Reads bodies strictly: an object with known fields, each at most once, each of its kind, and nothing after it; null is
 * absent. What is wrong is named. The items of a list are read each by itself: what is wrong with one is said of that one.
 */
public final class StrictJson {

    private static final String ITEMS = "items";

    private StrictJson() {}

    /** What a field's value has to be; it is given out as the text that it is in JSON. */
    public enum Kind {
        TEXT("has to be a text"),
        TIME("has to be a text such as 2026-01-31T12:00:00.000Z"),
        WHOLE_NUMBER("has to be a whole number"),
        /** An id, which may be a number, as of clients whose ids are numbers: its digits are the id. */
        TEXT_OR_NUMBER("has to be a text, or a whole number"),
        FLAG("has to be true or false");

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }

        private boolean has(JsonToken token) {
            return switch (this) {
                case TEXT, TIME -> token == JsonToken.VALUE_STRING;
                case WHOLE_NUMBER -> token == JsonToken.VALUE_NUMBER_INT;
                case TEXT_OR_NUMBER -> token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
                case FLAG -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            };
        }
    }

    /**
     * One item of a list.
     *
     * @param fields by name; none where there is a problem
     * @param problem why it cannot be used, or null
     */
    public record ItemFields(
            Map<String, String> fields, @Nullable Problem problem) {}

    /** The fields of the object that the body is, by name. */
    public static Map<String, String> fields(Buffer body, Map<String, Kind> known) {
        return ObjectParser.read(body, parser -> object(parser, known));
    }

    /** The field of that name, whatever it says: it has to be there. */
    public static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw Problems.field(name, "is missing").exception();
        }
        return value;
    }

    /** Those of the list {@code items} in the body's object, {@code max} at most; what else the object has is passed over. */
    public static List<ItemFields> items(Buffer body, Map<String, Kind> known, int max) {
        return ObjectParser.read(body, parser -> {
            List<ItemFields> items = null;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (!name.equals(ITEMS) || value == JsonToken.VALUE_NULL) {
                    parser.skipChildren();
                } else if (items != null) {
                    throw Problems.field(name, "is there twice").exception();
                } else {
                    items = list(parser, known, max);
                }
            }
            if (items == null) {
                throw Problems.field(ITEMS, "is missing").exception();
            }
            return items;
        });
    }

    private static List<ItemFields> list(JsonParser parser, Map<String, Kind> known, int max) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Problems.field(ITEMS, "has to be a list").exception();
        }
        List<ItemFields> items = new ArrayList<>();
        TokenStreamContext list = parser.streamReadContext();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == max) {
                throw Problems.tooManyItems(max).exception();
            }
            items.add(item(parser, list, known, items.size()));
        }
        return items;
    }

    /** Reads to the item's end, whatever is wrong with it. */
    private static ItemFields item(JsonParser parser, TokenStreamContext list, Map<String, Kind> known, int at) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new ItemFields(Map.of(), Problems.field(ITEMS + "[" + at + "]", "has to be an object"));
        }
        try {
            return new ItemFields(object(parser, known), null);
        } catch (ProblemException unusable) {
            while (parser.streamReadContext() != list) {
                parser.nextToken();
            }
            return new ItemFields(Map.of(), unusable.problem());
        }
    }

    private static Map<String, String> object(JsonParser parser, Map<String, Kind> known) {
        Map<String, String> fields = new HashMap<>();
        Set<String> absent = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            boolean isTwice;
            if (token == JsonToken.VALUE_NULL) {
                absent = absent == null ? new HashSet<>() : absent;
                isTwice = !absent.add(name) || fields.containsKey(name);
            } else {
                Kind kind = known.get(name);
                if (kind == null) {
                    throw Problems.field(name, "is not a field here").exception();
                }
                if (!kind.has(token)) {
                    throw Problems.field(name, kind.wanted).exception();
                }
                isTwice = fields.put(name, parser.getString()) != null || (absent != null && absent.contains(name));
            }
            if (isTwice) {
                throw Problems.field(name, "is there twice").exception();
            }
        }
        return fields;
    }
}
