package dev.oncemark.adopt.rows;

import dev.oncemark.connect.select.Field;
import dev.oncemark.connect.select.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Puts each row that Debezium reads through the transform, and notes what becomes of it. */
public final class RowTrial {

    private final Transform transform;
    private final Map<Kind, KindTally> tallies = new EnumMap<>(Kind.class);
    private final References references = new References();

    /** Why no row of a table can be read; trying again with each row would say the same. */
    private final Map<String, String> unfit = new HashMap<>();

    public RowTrial(Transform transform) {
        this.transform = transform;
        transform.mappings().forEach(mapping -> tallies.put(mapping.kind(), KindTally.of(mapping.kind())));
    }

    /** @param table as {@code schema.table} */
    void add(String table, SourceRecord record) {
        String row = described(record.key());
        String wrong = unfit.get(table);
        if (wrong == null) {
            try {
                add(table, transform.rows().apply(record), row);
                return;
            } catch (ConnectException unfitting) {
                wrong = String.valueOf(unfitting.getMessage());
                unfit.put(table, wrong);
            }
        }
        tally(transform.kind(table)).refused().add(wrong, row);
    }

    private void add(String table, @Nullable SourceRecord made, String row) {
        if (made == null) {
            Kind kind = transform.kind(table);
            tally(kind).passedOver().add("a part of its id is NULL", row);
            return;
        }
        Map<String, Object> fields = said((Struct) made.value());
        Kind kind = Kind.valueOf(String.valueOf(fields.get("__table")).toUpperCase(Locale.ROOT));
        if (fields.get("__unreadable") != null) {
            tally(kind).refused().add(fields.get("__unreadable").toString(), row);
        } else if (fields.get("__skipped") != null) {
            tally(kind).passedOver().add("a part of its id is NULL", row);
        } else if ("true".equals(fields.get("__deleted"))) {
            tally(kind).passedOver().add(notCounting(kind, fields), row);
        } else {
            Object leftOut = fields.get("__left_out");
            if (leftOut == null) {
                tally(kind).taken().add();
            } else {
                tally(kind).refused().add(leftOut.toString(), row);
            }
            references.add(kind, fields, row);
        }
    }

    /** The fields that are there. */
    private static Map<String, Object> said(Struct row) {
        Map<String, Object> fields = new HashMap<>();
        row.schema().fields().forEach(field -> {
            Object value = row.get(field);
            if (value != null) {
                fields.put(field.name(), value);
            }
        });
        return fields;
    }

    private static String notCounting(Kind kind, Map<String, Object> fields) {
        for (Field field : kind.fields()) {
            if (field.required() && !fields.containsKey(field.name())) {
                return field.name() + " is NULL";
            }
        }
        return kind == Kind.ENROLLMENT && !fields.containsKey("status") ? "active is NULL" : "its WHERE does not hold";
    }

    private KindTally tally(Kind kind) {
        return tallies.computeIfAbsent(kind, KindTally::of);
    }

    /** {@code id=7}: the values of the row's key. */
    private static String described(@Nullable Object key) {
        if (!(key instanceof Struct struct)) {
            return "a row without a key";
        }
        StringJoiner values = new StringJoiner(", ");
        struct.schema().fields().forEach(field -> values.add(field.name() + "=" + struct.get(field)));
        return values.toString();
    }

    /** In the order of {@link Kind}. */
    public Iterable<KindTally> tallies() {
        return tallies.values();
    }

    public References references() {
        return references;
    }

    /** Whether there is something that has to be mended. */
    public boolean hasFaults() {
        return tallies.values().stream().anyMatch(tally -> tally.refused().count() > 0)
                || references.twice().count() > 0;
    }
}
