package dev.oncemark.sink.rows;

import static dev.oncemark.sink.rows.Column.Type.BIGINT;
import static dev.oncemark.sink.rows.Column.Type.INTEGER;
import static dev.oncemark.sink.rows.Column.Type.TEXT;
import static dev.oncemark.sink.rows.Column.Type.TIMESTAMPTZ;
import static dev.oncemark.sink.rows.Column.Type.UUID;
import static dev.oncemark.sink.rows.Column.optional;
import static dev.oncemark.sink.rows.Column.required;

import java.util.List;

/**
 * A table of schema {@code progress} that records become rows of.
 *
 * @param keyColumns how many columns, from the first, are the primary key; all of them text
 * @param filter which records become rows
 */
public record Table(String name, int keyColumns, List<Column> columns, Filter filter) {

    /** Every record becomes a row. */
    private static final Filter EVERY = new Filter("", "");

    /** One row for each accepted result: the lesson is complete. */
    public static final Table LESSON_PROGRESS = new Table(
            "lesson_progress",
            2,
            List.of(
                    required("enrollment_id", "enrollmentId", TEXT),
                    required("lesson_id", "lessonId", TEXT),
                    required("course_id", "courseId", TEXT),
                    optional("learner_id", "learnerId", TEXT),
                    required("request_id", "requestId", UUID),
                    required("sequence", "sequence", BIGINT),
                    required("completed_at", "completedAt", TIMESTAMPTZ),
                    required("occurred_at", "occurredAt", TIMESTAMPTZ),
                    required("decided_at", "decidedAt", TIMESTAMPTZ),
                    required("origin", "origin", TEXT),
                    optional("catalog_version", "catalogVersion", BIGINT),
                    required("in_topic", "inTopic", TEXT),
                    required("in_partition", "inPartition", INTEGER),
                    required("in_offset", "inOffset", BIGINT)),
            new Filter("status", "ACCEPTED"));

    /** One row for each course completion, imported ones included. */
    public static final Table COURSE_COMPLETION = new Table(
            "course_completion",
            1,
            List.of(
                    required("enrollment_id", "enrollmentId", TEXT),
                    required("course_id", "courseId", TEXT),
                    optional("learner_id", "learnerId", TEXT),
                    required("completed_at", "completedAt", TIMESTAMPTZ),
                    required("catalog_version", "catalogVersion", BIGINT),
                    required("required_lessons", "requiredLessons", INTEGER),
                    required("sequence", "sequence", BIGINT),
                    required("origin", "origin", TEXT)),
            EVERY);

    /**
     * Which records become rows, by the value of one field.
     *
     * @param field the field that says it, or empty where every record becomes a row
     * @param stored the value of records that become rows. Any other value, also one that this version does not know, is
     *     taken for a rejection (contracts/README.md)
     */
    public record Filter(String field, String stored) {}
}
