package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Ids as clients of the old endpoint know them. Its keys were whole numbers, which it took as numbers and as texts and
 * always answered as numbers; so is every id here that reads as one. Others are texts.
 */
final class LegacyIds {

    /** As numbers are written, and no larger than a database's or a client's whole numbers. */
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    /** Whole numbers up to which a double has each of them. */
    private static final double EXACT = 1L << 53;

    private static final long LOWEST_ROW = 1L << 30;

    private final JsonNode fields;
    private final Map<String, List<String>> wrong = new LinkedHashMap<>();

    /** @param fields as the client sent them */
    LegacyIds(JsonNode fields) {
        this.fields = fields;
    }

    /** The ids of these fields, in this order; if some cannot be used, all that are wrong are told at once. */
    List<String> required(List<String> names) {
        List<String> ids = names.stream().map(this::required).toList();
        if (!wrong.isEmpty()) {
            throw new LegacyRefusal(400, wrong).exception();
        }
        return ids;
    }

    private String required(String name) {
        JsonNode value = fields.path(name);
        String id = text(value);
        String problem = problem(value, id);
        if (problem != null) {
            wrong.put(name, List.of(problem));
        }
        return id == null ? "" : id;
    }

    private static @Nullable String problem(JsonNode value, @Nullable String id) {
        if (value.isMissingNode()) {
            return LegacyRefusal.REQUIRED;
        }
        if (value.isNull() || (id != null && id.isEmpty())) {
            return LegacyRefusal.NULL;
        }
        if (id == null || id.isBlank()) {
            return LegacyRefusal.incorrectType(LegacyBody.typeName(value));
        }
        return Ids.problem(id) == null ? null : LegacyRefusal.unknown(id);
    }

    /** The id as everything else here has it; null of what cannot be one. Some languages write 12 as 12.0. */
    private static @Nullable String text(JsonNode value) {
        if (value.isString()) {
            String stripped = value.stringValue().strip();
            return NUMBER.matcher(stripped).matches() ? stripped : value.stringValue();
        }
        if (value.isIntegralNumber()) {
            return value.asString();
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        return Math.abs(number) < EXACT && number == Math.rint(number) ? Long.toString((long) number) : null;
    }

    /** The id in an answer: a number, or else a text. */
    static Object answered(String id) {
        return NUMBER.matcher(id).matches() ? (Object) Long.valueOf(id) : id;
    }

    /**
     * The number under which a completion is answered, where the old endpoint had that of its row: the same whenever the
     * request is sent again, positive, and within 32 bits, since clients may keep it in so many. Above a thousand
     * million, so that it is none that the old table had given. Two requests may share one.
     */
    static int row(UUID requestId) {
        return (int) (LOWEST_ROW | (requestId.getLeastSignificantBits() & (LOWEST_ROW - 1)));
    }
}
