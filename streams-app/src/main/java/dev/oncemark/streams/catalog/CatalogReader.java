package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.Ids;
import dev.oncemark.streams.catalog.CatalogInput.CourseChanged;
import dev.oncemark.streams.catalog.CatalogInput.LessonChanged;
import dev.oncemark.streams.catalog.CatalogInput.Origin;
import dev.oncemark.streams.catalog.CatalogInput.OtherTableTruncated;
import dev.oncemark.streams.catalog.CatalogInput.RowSkipped;
import dev.oncemark.streams.catalog.CatalogInput.RowUnreadable;
import dev.oncemark.streams.catalog.CatalogInput.SectionChanged;
import dev.oncemark.streams.catalog.CatalogInput.Table;
import dev.oncemark.streams.catalog.CatalogInput.TableTruncated;
import dev.oncemark.streams.catalog.CatalogInput.TransactionMark;
import dev.oncemark.streams.reading.LmsRow;
import dev.oncemark.streams.reading.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Reads the records of {@code lms.courses}. A row with unreadable columns is an input too: it holds its course. */
public final class CatalogReader {

    private CatalogReader() {}

    /** What the record says; null for a tombstone. */
    public static @Nullable CatalogInput read(
            String key, byte @Nullable [] value, Headers headers, RecordMetadata metadata) {
        if (value == null) {
            return null;
        }
        LmsRow row = LmsRow.read(metadata.topic(), value);
        if (row.optionalText("__table") == null && row.optionalText("status") != null) {
            return new TransactionMark(
                    LmsRow.transaction(row.text("id")), row.text("status").equals("END"));
        }
        Origin origin = origin(row);
        Table table = table(row.table());
        if (row.isTruncation()) {
            return table == null ? new OtherTableTruncated(origin, row.table()) : new TableTruncated(origin, table);
        }
        if (table == null) {
            throw new UnreadableRecordException("no table " + row.table() + " is known here");
        }
        return row.isSkipped() ? new RowSkipped(origin, table) : row(row, table, origin);
    }

    private static Origin origin(LmsRow row) {
        String mark = row.isOfSnapshot() ? Objects.requireNonNullElse(row.snapshotMark(), "true") : null;
        if (row.transaction() == null && mark == null && !row.isTruncation()) {
            // Without it nobody could tell where a transaction ends, and half a course might be published.
            throw new UnreadableRecordException(
                    "__transaction_id is missing: the connector needs provide.transaction.metadata=true");
        }
        return new Origin(row.lsn(), row.transaction(), mark, row.identity());
    }

    private static @Nullable Table table(String name) {
        return switch (name) {
            case "course" -> Table.COURSE;
            case "section" -> Table.SECTION;
            case "lesson" -> Table.LESSON;
            default -> null;
        };
    }

    private static CatalogInput row(LmsRow row, Table table, Origin origin) {
        String why = row.unreadable();
        if (why == null) {
            try {
                return readable(row, table, origin);
            } catch (UnreadableRecordException | SerializationException | IllegalArgumentException unreadable) {
                why = String.valueOf(unreadable.getMessage());
            }
        }
        Home home = home(row, table);
        return new RowUnreadable(identified(origin, row, table, home), table, home, row.isDeleted(), why);
    }

    /** Where neither the row nor its ids say which row it is, its ids as they came have to do. */
    private static Origin identified(Origin origin, LmsRow row, Table table, Home home) {
        if (origin.row() != null || home.isWhole(table)) {
            return origin;
        }
        String ids = table.text()
                + Ids.SEPARATOR
                + row.optionalText("id")
                + Ids.SEPARATOR
                + row.optionalText("course_id")
                + Ids.SEPARATOR
                + row.optionalText("section_id");
        String identity =
                UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString();
        return new Origin(origin.lsn(), origin.transaction(), origin.snapshotMark(), identity);
    }

    private static CatalogInput readable(LmsRow row, Table table, Origin origin) {
        boolean present = !row.isDeleted();
        return switch (table) {
            case COURSE ->
                new CourseChanged(origin, row.id("id"), present, present && row.flag("published"), policy(row));
            case SECTION -> new SectionChanged(origin, row.id("id"), present ? row.id("course_id") : null, present);
            case LESSON ->
                new LessonChanged(
                        origin, homeOfLesson(row), present, present && isRequired(row), row.number("position", 0));
        };
    }

    private static @Nullable CompletionPolicy policy(LmsRow row) {
        String policy = row.optionalText("completion_policy");
        return policy == null || policy.isBlank() ? null : CatalogRules.policy(policy);
    }

    private static Home homeOfLesson(LmsRow row) {
        return row.optionalText("section_id") == null
                ? Home.ofLesson(row.id("course_id"), row.id("id"))
                : Home.ofLessonInSection(row.id("section_id"), row.id("id"));
    }

    /** NULL means required, in rows that say which row they are; earlier connectors sent a column's default for it. */
    private static boolean isRequired(LmsRow row) {
        return (row.identity() != null && row.optionalText("required") == null) || row.flag("required");
    }

    private static Home home(LmsRow row, Table table) {
        String id = idOrNull(row, "id");
        String courseId = idOrNull(row, "course_id");
        return switch (table) {
            case COURSE -> new Home(id, null, null);
            case SECTION -> new Home(courseId, id, null);
            case LESSON -> new Home(courseId, courseId == null ? idOrNull(row, "section_id") : null, id);
        };
    }

    private static @Nullable String idOrNull(LmsRow row, String column) {
        String text = row.optionalText(column);
        return Ids.problem(text) == null ? text : null;
    }
}
