package dev.oncemark.connect.row;

import dev.oncemark.connect.column.RowImages;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * One change of a row, as Debezium's envelope has it.
 *
 * @param record what Debezium made
 * @param envelope the record's value
 * @param source where the change comes from
 * @param op {@code r} read by a snapshot, {@code c} created, {@code u} updated, {@code d} deleted, {@code t} truncated
 */
record Change(SourceRecord record, Struct envelope, Source source, String op) {

    static Change of(SourceRecord record, Struct envelope) {
        return new Change(
                record, envelope, new Source(envelope.getStruct("source")), String.valueOf(envelope.get("op")));
    }

    boolean isDelete() {
        return op.equals("d");
    }

    boolean isTruncate() {
        return op.equals("t");
    }

    /** The row after the change; of a deleted one as it was. */
    RowImages images() {
        Struct before = before();
        if (isDelete()) {
            return new RowImages(required(before), null);
        }
        return new RowImages(required(envelope.getStruct("after")), before);
    }

    /** The row before an update, where the log has it. */
    @Nullable
    RowImages earlier() {
        Struct before = before();
        return before == null ? null : new RowImages(before, null);
    }

    private @Nullable Struct before() {
        return envelope.getStruct("before");
    }

    private Struct required(@Nullable Struct image) {
        if (image == null) {
            throw new ConnectException("%s: a change (%s) without its row; the table needs REPLICA IDENTITY FULL"
                    .formatted(source.table(), op));
        }
        return image;
    }
}
