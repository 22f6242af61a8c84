package dev.oncemark.schema;

import static dev.oncemark.schema.Column.Type.BIGINT;
import static dev.oncemark.schema.Column.Type.INTEGER;
import static dev.oncemark.schema.Column.Type.TEXT;
import static dev.oncemark.schema.Column.Type.TIMESTAMPTZ;
import static dev.oncemark.schema.Column.Type.UUID;
import static dev.oncemark.schema.Column.counted;
import static dev.oncemark.schema.Column.optional;
import static dev.oncemark.schema.Column.required;
import static java.util.Objects.requireNonNull;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of {@code lesson_progress}: an accepted result that stands, {@linkplain CompletionResult#asStored() as stored}. */
public final class LessonRow {

    static final Column ENROLLMENT_ID = required("enrollment_id", "enrollmentId", TEXT);
    static final Column LESSON_ID = required("lesson_id", "lessonId", TEXT);
    static final Column COURSE_ID = required("course_id", "courseId", TEXT);
    static final Column LEARNER_ID = optional("learner_id", "learnerId", TEXT);
    static final Column REQUEST_ID = required("request_id", "requestId", UUID);
    static final Column SEQUENCE = required("sequence", "sequence", BIGINT);
    static final Column COMPLETED_AT = required("completed_at", "completedAt", TIMESTAMPTZ);
    static final Column OCCURRED_AT = required("occurred_at", "occurredAt", TIMESTAMPTZ);
    /** When it was decided, which is the timestamp of the result's record as well. */
    public static final Column DECIDED_AT = required("decided_at", "decidedAt", TIMESTAMPTZ);

    static final Column ORIGIN = required("origin", "origin", TEXT);
    static final Column CATALOG_VERSION = optional("catalog_version", "catalogVersion", BIGINT);
    static final Column IN_TOPIC = required("in_topic", "inTopic", TEXT);
    static final Column IN_PARTITION = required("in_partition", "inPartition", INTEGER);
    static final Column IN_OFFSET = required("in_offset", "inOffset", BIGINT);
    static final Column ATTEMPT = counted("attempt", "attempt");
    static final Column WAIVER = optional("waiver", "waiver", TEXT);

    /** One row for each accepted result that nothing ended: the lesson is complete. */
    public static final Table TABLE = new Table(
            "lesson_progress",
            2,
            List.of(
                    ENROLLMENT_ID,
                    LESSON_ID,
                    COURSE_ID,
                    LEARNER_ID,
                    REQUEST_ID,
                    SEQUENCE,
                    COMPLETED_AT,
                    OCCURRED_AT,
                    DECIDED_AT,
                    ORIGIN,
                    CATALOG_VERSION,
                    IN_TOPIC,
                    IN_PARTITION,
                    IN_OFFSET,
                    ATTEMPT,
                    WAIVER),
            new Table.Filter(
                    "status", Status.ACCEPTED.name(), Set.of(Status.REVOKED.name(), Status.RESET.name()), "command"));

    private LessonRow() {}

    /** The result that {@code row} is of; the row has the table's columns. */
    public static CompletionResult result(ResultSet row) throws SQLException {
        Waiver waiver = WAIVER.constant(row, Waiver.UNRECOGNIZED);
        return new CompletionResult(
                REQUEST_ID.uuid(row),
                ENROLLMENT_ID.text(row),
                LESSON_ID.text(row),
                COURSE_ID.text(row),
                Status.ACCEPTED,
                null,
                null,
                COMPLETED_AT.time(row),
                SEQUENCE.bigint(row),
                OCCURRED_AT.time(row),
                DECIDED_AT.time(row),
                Origin.of(ORIGIN.text(row)),
                CATALOG_VERSION.optionalBigint(row),
                IN_TOPIC.text(row),
                IN_PARTITION.integer(row),
                IN_OFFSET.bigint(row),
                LEARNER_ID.optionalText(row),
                ATTEMPT.integer(row),
                null,
                null,
                waiver == null ? null : Command.Kind.WAIVE,
                WAIVER.optionalText(row),
                null,
                waiver,
                null,
                null,
                null);
    }

    /** Inserts the row of an accepted result. The sink, which has many, copies them instead. */
    public static void insert(Connection connection, CompletionResult result) throws SQLException {
        TABLE.insert(connection, values(result).toArray());
    }

    /** In the order of the columns. */
    static List<@Nullable Object> values(CompletionResult result) {
        Waiver waiver = result.waiver();
        return java.util.Arrays.asList(
                result.enrollmentId(),
                result.lesson(),
                requireNonNull(result.courseId()),
                result.learnerId(),
                result.requestId(),
                result.sequence(),
                result.completedAt(),
                result.occurredAt(),
                result.decidedAt(),
                result.origin().name(),
                result.catalogVersion(),
                result.inTopic(),
                result.inPartition(),
                result.inOffset(),
                result.attemptNumber(),
                waiver == null ? null : waiver.name());
    }
}
