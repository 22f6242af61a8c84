package dev.oncemark.connect.row;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.select.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the changes of one table.
 *
 * @param mappings at least one; of several, the first by which a row counts is for it
 */
record TableRows(String table, List<BoundMapping> mappings, RowWriter writer) {

    /** The row that is written for a change; null where there is nothing to say. */
    @Nullable
    LmsRow of(Change change) {
        RowImages images = change.images();
        BoundMapping mapping = mapping(change, images);
        Reading reading = mapping.read(images, change.source().written());
        if (reading.nameless()) {
            return mapping.kind().isOfCatalog() ? writer.skipped(table, mapping.kind(), change) : null;
        }
        if (isPassedOver(mapping, reading, change)) {
            return null;
        }
        return writer.row(table, mapping, reading, change);
    }

    private BoundMapping mapping(Change change, RowImages images) {
        if (mappings.size() == 1) {
            return mappings.get(0);
        }
        RowImages earlier = change.earlier();
        BoundMapping now = firstThatCounts(images);
        BoundMapping before = now == null && earlier != null ? firstThatCounts(earlier) : now;
        return before == null ? mappings.get(0) : before;
    }

    private @Nullable BoundMapping firstThatCounts(RowImages images) {
        for (BoundMapping mapping : mappings) {
            if (mapping.read(images, null).counts()) {
                return mapping;
            }
        }
        return null;
    }

    /**
     * Whether it is a progress row that neither counts nor did: of a lesson that was opened, say. There are many of them. Those
     * of a snapshot are written as deleted: one of them may have been unreadable before.
     */
    private static boolean isPassedOver(BoundMapping mapping, Reading reading, Change change) {
        if (mapping.kind() != Kind.PROGRESS || reading.counts()) {
            return false;
        }
        RowImages earlier = change.earlier();
        return switch (change.op()) {
            case "c" -> true;
            case "u" -> earlier != null && !mapping.read(earlier, null).counts();
            default -> false;
        };
    }

    /** TRUNCATE, under the name of the kind that others of the table belong to. */
    static LmsRow truncated(List<Kind> kinds, Change change, RowWriter writer) {
        return writer.truncated(kinds.stream().min(Kind::compareTo).orElseThrow(), change);
    }
}
