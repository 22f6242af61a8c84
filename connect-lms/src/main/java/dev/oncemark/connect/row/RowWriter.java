package dev.oncemark.connect.row;

import dev.oncemark.connect.select.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Writes rows with what is said of each: its version, its place in a snapshot or a transaction, whether it is gone. */
record RowWriter(RowVersion version, RowIdentity identity) {

    private static final String TRUE = "true";
    private static final String FALSE = "false";

    /** Adds to the reading's fields, which nobody needs any more. */
    LmsRow row(String table, BoundMapping mapping, Reading reading, Change change) {
        Map<String, Object> fields = reading.fields();
        Object key = fields.get(mapping.key());
        boolean gone = change.isDelete() || !reading.counts();
        putOrigin(fields, mapping.kind(), change);
        fields.put("__deleted", gone ? TRUE : FALSE);
        String row = identity(table, change);
        fields.put("__row", row);
        if (reading.problem() != null && !gone) {
            fields.put("__unreadable", reading.problem());
        }
        if (reading.leftOut() != null && !gone) {
            fields.put("__left_out", reading.leftOut());
        }
        return new LmsRow(topic(mapping.kind()), key == null ? row : key.toString(), fields);
    }

    /** For a row that says nothing, but may be the last of a snapshot. */
    LmsRow skipped(String table, Kind kind, Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putOrigin(fields, kind, change);
        String row = identity(table, change);
        fields.put("__row", row);
        fields.put("__skipped", TRUE);
        return new LmsRow(LmsRow.COURSES, row, fields);
    }

    /** Always among the courses: there one reader sees it in the order of the platform's log. */
    LmsRow truncated(Kind kind, Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putOrigin(fields, kind, change);
        return new LmsRow(LmsRow.COURSES, kind.tableName(), fields);
    }

    private String identity(String table, Change change) {
        return identity.of(table, (Struct) change.record().key());
    }

    private void putOrigin(Map<String, Object> fields, Kind kind, Change change) {
        Source source = change.source();
        fields.put("__table", kind.tableName());
        fields.put("__op", change.op());
        fields.put("__source_lsn", version.of(source));
        put(fields, "__source_snapshot", source.snapshot());
        put(fields, "__source_ts_ms", source.millis());
        put(fields, "__transaction_id", transaction(change));
    }

    private static @Nullable String transaction(Change change) {
        Struct transaction = change.envelope().schema().field("transaction") == null
                ? null
                : change.envelope().getStruct("transaction");
        return transaction == null ? null : TransactionMark.id(transaction.getString("id"));
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static String topic(Kind kind) {
        return kind.isOfCatalog() ? LmsRow.COURSES : LmsRow.ENROLLMENTS;
    }
}
