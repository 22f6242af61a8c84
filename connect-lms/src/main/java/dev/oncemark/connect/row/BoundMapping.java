package dev.oncemark.connect.row;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.connect.expression.Truth;
import dev.oncemark.connect.select.Field;
import dev.oncemark.connect.select.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one kind are read from one table, whose columns' types are known.
 *
 * @param key the field whose value is the record's key
 * @param condition null where each row counts
 * @param unmapped the values of fields that no column is named for
 */
record BoundMapping(
        Kind kind,
        String key,
        List<BoundField> fields,
        @Nullable BoundCondition condition,
        Map<String, Object> unmapped) {

    /** A condition, and its text for messages. */
    record BoundCondition(Truth truth, String description) {

        boolean holds(RowImages images) {
            try {
                return Boolean.TRUE.equals(truth.value(images));
            } catch (UnreadableValueException unreadable) {
                throw new UnreadableValueException(description + ": " + unreadable.getMessage());
            }
        }
    }

    /** @param written when the row was written, which no completion is later than; null if that is not known */
    Reading read(RowImages images, @Nullable Instant written) {
        boolean counts = true;
        String problem = null;
        if (condition != null) {
            try {
                counts = condition.holds(images);
            } catch (UnreadableValueException unreadable) {
                problem = unreadable.getMessage();
            }
        }
        boolean nameless = false;
        String leftOut = null;
        Map<String, Object> values = new LinkedHashMap<>(unmapped);
        for (BoundField bound : fields) {
            try {
                Object value = bound.read(images, written);
                counts &= value != null || isOptional(bound.field());
                nameless |= value == null && bound.field().identity();
                put(values, bound.field(), value);
            } catch (UnreadableValueException unreadable) {
                if (bound.field().mayBeLeftOut()) {
                    leftOut = unreadable.getMessage();
                } else {
                    problem = problem == null ? unreadable.getMessage() : problem;
                }
            }
        }
        return new Reading(counts, nameless, values, counts ? problem : null, counts ? leftOut : null);
    }

    /** Whether NULL has a meaning of its own: not that the row is to be completed later. */
    private static boolean isOptional(Field field) {
        return switch (field.name()) {
            case "required", "published", "completion_policy", "position", "ended_at" -> true;
            default -> false;
        };
    }

    private static void put(Map<String, Object> values, Field field, @Nullable Object value) {
        switch (field.name()) {
            case "active" -> {
                if (value != null) {
                    values.put("status", status((Boolean) value));
                }
            }
            case "required" -> values.put("required", value == null ? true : value);
            case "published" -> values.put("published", value == null ? false : value);
            default -> {
                if (value != null) {
                    values.put(field.name(), value);
                }
            }
        }
    }

    private static String status(boolean active) {
        return active ? "active" : "inactive";
    }

    /** What the fields are that no column is named for. */
    static Map<String, Object> unmapped(Kind kind, Set<String> mapped) {
        return switch (kind) {
            case COURSE -> mapped.contains("published") ? Map.of() : Map.of("published", true);
            case LESSON -> mapped.contains("required") ? Map.of() : Map.of("required", true);
            case ENROLLMENT -> mapped.contains("active") ? Map.of() : Map.of("status", status(true));
            case SECTION, PROGRESS -> Map.of();
        };
    }
}
