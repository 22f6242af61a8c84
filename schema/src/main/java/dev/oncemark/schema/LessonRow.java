package dev.oncemark.schema;

import static dev.oncemark.schema.Column.Type.BIGINT;
import static dev.oncemark.schema.Column.Type.INTEGER;
import static dev.oncemark.schema.Column.Type.TEXT;
import static dev.oncemark.schema.Column.Type.TIMESTAMPTZ;
import static dev.oncemark.schema.Column.Type.UUID;
import static dev.oncemark.schema.Column.optional;
import static dev.oncemark.schema.Column.required;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A row of {@code lesson_progress}: an accepted result, as it was. */
public final class LessonRow {

    private static final Column ENROLLMENT_ID = required("enrollment_id", "enrollmentId", TEXT);
    private static final Column LESSON_ID = required("lesson_id", "lessonId", TEXT);
    private static final Column COURSE_ID = required("course_id", "courseId", TEXT);
    private static final Column LEARNER_ID = optional("learner_id", "learnerId", TEXT);
    private static final Column REQUEST_ID = required("request_id", "requestId", UUID);
    private static final Column SEQUENCE = required("sequence", "sequence", BIGINT);
    private static final Column COMPLETED_AT = required("completed_at", "completedAt", TIMESTAMPTZ);
    private static final Column OCCURRED_AT = required("occurred_at", "occurredAt", TIMESTAMPTZ);
    private static final Column DECIDED_AT = required("decided_at", "decidedAt", TIMESTAMPTZ);
    private static final Column ORIGIN = required("origin", "origin", TEXT);
    private static final Column CATALOG_VERSION = optional("catalog_version", "catalogVersion", BIGINT);
    private static final Column IN_TOPIC = required("in_topic", "inTopic", TEXT);
    private static final Column IN_PARTITION = required("in_partition", "inPartition", INTEGER);
    private static final Column IN_OFFSET = required("in_offset", "inOffset", BIGINT);

    /** One row for each accepted result: the lesson is complete. */
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
                    IN_OFFSET),
            new Table.Filter("status", Status.ACCEPTED.name()));

    private LessonRow() {}

    /** The result that {@code row} is of; the row has the table's columns. */
    public static CompletionResult result(ResultSet row) throws SQLException {
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
                LEARNER_ID.text(row));
    }

    /** Inserts the row of an accepted result. The sink, which has many, copies them instead. */
    public static void insert(Connection connection, CompletionResult result) throws SQLException {
        TABLE.insert(
                connection,
                result.enrollmentId(),
                result.lessonId(),
                result.courseId(),
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
                result.inOffset());
    }
}
