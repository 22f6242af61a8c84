package dev.oncemark.schema;

import static dev.oncemark.schema.Column.Type.BIGINT;
import static dev.oncemark.schema.Column.Type.INTEGER;
import static dev.oncemark.schema.Column.Type.TEXT;
import static dev.oncemark.schema.Column.Type.TIMESTAMPTZ;
import static dev.oncemark.schema.Column.counted;
import static dev.oncemark.schema.Column.optional;
import static dev.oncemark.schema.Column.required;

import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A row of {@code course_completion}: an enrollment's course was completed, the {@code completion}-th time. */
public final class CourseRow {

    private static final Column ENROLLMENT_ID = required("enrollment_id", "enrollmentId", TEXT);
    private static final Column COMPLETION = counted("completion", "completion");
    private static final Column COURSE_ID = required("course_id", "courseId", TEXT);
    private static final Column LEARNER_ID = optional("learner_id", "learnerId", TEXT);
    private static final Column COMPLETED_AT = required("completed_at", "completedAt", TIMESTAMPTZ);
    private static final Column CATALOG_VERSION = required("catalog_version", "catalogVersion", BIGINT);
    private static final Column REQUIRED_LESSONS = required("required_lessons", "requiredLessons", INTEGER);
    private static final Column SEQUENCE = required("sequence", "sequence", BIGINT);
    private static final Column ORIGIN = required("origin", "origin", TEXT);
    private static final Column ATTEMPT = counted("attempt", "attempt");

    /** One row for each course completion, imported ones included. */
    public static final Table TABLE = new Table(
            "course_completion",
            2,
            List.of(
                    ENROLLMENT_ID,
                    COMPLETION,
                    COURSE_ID,
                    LEARNER_ID,
                    COMPLETED_AT,
                    CATALOG_VERSION,
                    REQUIRED_LESSONS,
                    SEQUENCE,
                    ORIGIN,
                    ATTEMPT),
            Table.EVERY);

    private CourseRow() {}

    /** The completion that {@code row} is of; the row has the table's columns. */
    public static CourseCompletion completion(ResultSet row) throws SQLException {
        return new CourseCompletion(
                ENROLLMENT_ID.text(row),
                COURSE_ID.text(row),
                LEARNER_ID.optionalText(row),
                COMPLETED_AT.time(row),
                CATALOG_VERSION.bigint(row),
                REQUIRED_LESSONS.integer(row),
                SEQUENCE.bigint(row),
                Origin.of(ORIGIN.text(row)),
                null,
                ATTEMPT.integer(row),
                COMPLETION.integer(row));
    }

    /** Inserts the row of a completion. The sink, which has many, copies them instead. */
    public static void insert(Connection connection, CourseCompletion completion) throws SQLException {
        TABLE.insert(
                connection,
                completion.enrollmentId(),
                completion.number(),
                completion.courseId(),
                completion.learnerId(),
                completion.completedAt(),
                completion.catalogVersion(),
                completion.requiredLessons(),
                completion.sequence(),
                completion.origin().name(),
                completion.attemptNumber());
    }
}
