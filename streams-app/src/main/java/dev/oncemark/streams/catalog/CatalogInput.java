package dev.oncemark.streams.catalog;

import dev.oncemark.streams.reading.LmsRow;
import dev.oncemark.streams.reading.UnreadableRecordException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What the catalog's one partition says, in the order of the LMS's log. */
public sealed interface CatalogInput {

    /** Hands this to the method of the catalog that is for this kind of input. */
    void applyTo(Catalog catalog);

    /** Where a change stands: its log position (0 if not said), its transaction, its mark in a snapshot. */
    record Origin(
            long lsn,
            @Nullable String transaction,
            @Nullable String snapshotMark) {}

    /** A row of {@code course}. */
    record CourseChanged(Origin origin, String courseId, boolean present, boolean published) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onCourse(this);
        }
    }

    /** A row of {@code lesson}. */
    record LessonChanged(
            Origin origin, String courseId, String lessonId, boolean present, boolean required, double position)
            implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onLesson(this);
        }
    }

    /** A transaction of the LMS begins or ends, whatever tables it was about. */
    record TransactionMark(String transaction, boolean end) implements CatalogInput {
        @Override
        public void applyTo(Catalog catalog) {
            catalog.onMark(this);
        }
    }

    /** Reads a record of {@code lms.courses}; null for a tombstone. */
    static @Nullable CatalogInput read(String key, byte @Nullable [] value, Headers headers, RecordMetadata metadata) {
        if (value == null) {
            return null;
        }
        LmsRow row = LmsRow.read(metadata.topic(), value);
        if (row.optionalText("__table") == null && row.optionalText("status") != null) {
            return new TransactionMark(
                    LmsRow.transaction(row.text("id")), row.text("status").equals("END"));
        }
        Origin origin = new Origin(row.lsn(), row.transaction(), row.isOfSnapshot() ? mark(row) : null);
        if (origin.transaction() == null && origin.snapshotMark() == null) {
            // Without it nobody could tell where a transaction ends, and half a course might be published.
            throw new UnreadableRecordException(
                    "__transaction_id is missing: the connector needs provide.transaction.metadata=true");
        }
        return switch (row.table()) {
            case "course" ->
                new CourseChanged(origin, row.id("id"), !row.isDeleted(), !row.isDeleted() && row.flag("published"));
            case "lesson" -> lesson(row, origin);
            default -> throw new UnreadableRecordException("no table " + row.table() + " is known here");
        };
    }

    private static LessonChanged lesson(LmsRow row, Origin origin) {
        boolean present = !row.isDeleted();
        return new LessonChanged(
                origin,
                row.id("course_id"),
                row.id("id"),
                present,
                present && row.flag("required"),
                row.number("position", 0));
    }

    private static String mark(LmsRow row) {
        String mark = row.snapshotMark();
        return mark == null ? "true" : mark;
    }
}
