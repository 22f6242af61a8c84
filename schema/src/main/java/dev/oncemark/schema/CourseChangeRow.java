package dev.oncemark.schema;

import static dev.oncemark.schema.Column.Type.BIGINT;
import static dev.oncemark.schema.Column.Type.INTEGER;
import static dev.oncemark.schema.Column.Type.TEXT;
import static dev.oncemark.schema.Column.Type.TEXT_ARRAY;
import static dev.oncemark.schema.Column.Type.TIMESTAMPTZ;
import static dev.oncemark.schema.Column.Type.UUID;
import static dev.oncemark.schema.Column.counted;
import static dev.oncemark.schema.Column.derived;
import static dev.oncemark.schema.Column.optional;
import static dev.oncemark.schema.Column.required;
import static java.util.Objects.requireNonNull;

import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A row of {@code course_change}: what was told of an enrollment's course completion changed. */
public final class CourseChangeRow {

    /** The record's {@code ce_id}, derived anew: a record that was written again by hand has no headers. */
    public static final Column EVENT_ID = derived("event_id", UUID);

    public static final Column ENROLLMENT_ID = required("enrollment_id", "enrollmentId", TEXT);
    public static final Column COURSE_ID = required("course_id", "courseId", TEXT);
    public static final Column CHANGE = required("change", "change", TEXT);
    public static final Column SEQUENCE = required("sequence", "sequence", BIGINT);
    public static final Column CATALOG_VERSION = optional("catalog_version", "catalogVersion", BIGINT);
    private static final Column LEARNER_ID = optional("learner_id", "learnerId", TEXT);
    private static final Column COMPLETION = counted("completion", "completion");
    private static final Column ATTEMPT = counted("attempt", "attempt");
    private static final Column CAUSE = required("cause", "cause", TEXT);
    private static final Column REQUEST_ID = optional("request_id", "requestId", UUID);
    private static final Column COMMAND_REASON = optional("command_reason", "commandReason", TEXT);
    private static final Column MISSING = optional("missing", "missing", INTEGER);
    private static final Column MISSING_LESSONS = optional("missing_lessons", "missingLessons", TEXT_ARRAY);
    private static final Column CHANGED_AT = required("changed_at", "changedAt", TIMESTAMPTZ);

    /** One row for each change. */
    public static final Table TABLE = new Table(
            "course_change",
            1,
            List.of(
                    EVENT_ID,
                    ENROLLMENT_ID,
                    COURSE_ID,
                    LEARNER_ID,
                    CHANGE,
                    COMPLETION,
                    ATTEMPT,
                    SEQUENCE,
                    CAUSE,
                    REQUEST_ID,
                    COMMAND_REASON,
                    CATALOG_VERSION,
                    MISSING,
                    MISSING_LESSONS,
                    CHANGED_AT),
            Table.EVERY);

    private CourseChangeRow() {}

    /** The change that {@code row} is of; the row has the table's columns. */
    public static CourseChange change(ResultSet row) throws SQLException {
        return new CourseChange(
                ENROLLMENT_ID.text(row),
                COURSE_ID.text(row),
                LEARNER_ID.optionalText(row),
                requireNonNull(CHANGE.constant(row, Change.UNRECOGNIZED)),
                COMPLETION.integer(row),
                ATTEMPT.integer(row),
                SEQUENCE.bigint(row),
                requireNonNull(CAUSE.constant(row, Cause.UNRECOGNIZED)),
                REQUEST_ID.optionalUuid(row),
                COMMAND_REASON.optionalText(row),
                CATALOG_VERSION.optionalBigint(row),
                MISSING.optionalInteger(row),
                MISSING_LESSONS.texts(row),
                CHANGED_AT.time(row));
    }

    /** Inserts the row of a change. The sink, which has many, copies them instead. */
    public static void insert(Connection connection, CourseChange change) throws SQLException {
        TABLE.insert(
                connection,
                Ids.eventIdOfCourseChange(change),
                change.enrollmentId(),
                change.courseId(),
                change.learnerId(),
                change.change().name(),
                change.completion(),
                change.attemptNumber(),
                change.sequence(),
                change.cause().name(),
                change.requestId(),
                change.commandReason(),
                change.catalogVersion(),
                change.missing(),
                change.missingLessons(),
                change.changedAt());
    }
}
