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

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code enrollment_command}: a command that was carried out. */
public final class CommandRow {

    static final Column ENROLLMENT_ID = required("enrollment_id", "enrollmentId", TEXT);
    static final Column SEQUENCE = required("sequence", "sequence", BIGINT);
    static final Column KIND = required("kind", "command", TEXT);
    static final Column STATUS = required("status", "status", TEXT);
    static final Column LESSON_ID = optional("lesson_id", "lessonId", TEXT);
    static final Column COURSE_ID = required("course_id", "courseId", TEXT);
    static final Column LEARNER_ID = optional("learner_id", "learnerId", TEXT);
    static final Column ATTEMPT = counted("attempt", "attempt");
    static final Column REQUEST_ID = required("request_id", "requestId", UUID);
    static final Column ACTOR_ID = optional("actor_id", "actorId", TEXT);
    static final Column REASON = optional("reason", "commandReason", TEXT);
    static final Column OCCURRED_AT = required("occurred_at", "occurredAt", TIMESTAMPTZ);
    static final Column DECIDED_AT = required("decided_at", "decidedAt", TIMESTAMPTZ);
    static final Column ENDED_COMPLETION = optional("ended_completion", "endedCompletion", INTEGER);
    static final Column CATALOG_VERSION = optional("catalog_version", "catalogVersion", BIGINT);
    static final Column IN_TOPIC = required("in_topic", "inTopic", TEXT);
    static final Column IN_PARTITION = required("in_partition", "inPartition", INTEGER);
    static final Column IN_OFFSET = required("in_offset", "inOffset", BIGINT);

    /** One row for each command that was carried out: by enrollment and sequence. */
    public static final Table TABLE = new Table(
            "enrollment_command",
            2,
            List.of(
                    ENROLLMENT_ID,
                    SEQUENCE,
                    KIND,
                    STATUS,
                    LESSON_ID,
                    COURSE_ID,
                    LEARNER_ID,
                    ATTEMPT,
                    REQUEST_ID,
                    ACTOR_ID,
                    REASON,
                    OCCURRED_AT,
                    DECIDED_AT,
                    ENDED_COMPLETION,
                    CATALOG_VERSION,
                    IN_TOPIC,
                    IN_PARTITION,
                    IN_OFFSET),
            Table.EVERY);

    private CommandRow() {}

    /**
     * A command that was carried out, as the row has it.
     *
     * @param sequence its place among the enrollment's accepted changes
     * @param status {@code ACCEPTED} of a waiver, {@code REVOKED} or {@code RESET}
     * @param lessonId the lesson that it is about; null of a reset
     * @param attempt the attempt under way after it
     * @param endedCompletion the number of the course completion that ended by it, if one did
     * @param inTopic where the request was read
     */
    public record CarriedOut(
            String enrollmentId,
            long sequence,
            Kind kind,
            Status status,
            @Nullable String lessonId,
            String courseId,
            @Nullable String learnerId,
            int attempt,
            UUID requestId,
            @Nullable String actorId,
            @Nullable String reason,
            Instant occurredAt,
            Instant decidedAt,
            @Nullable Integer endedCompletion,
            @Nullable Long catalogVersion,
            String inTopic,
            int inPartition,
            long inOffset) {

        /** Of the result of a command that was carried out. */
        public static CarriedOut of(CompletionResult result) {
            return new CarriedOut(
                    result.enrollmentId(),
                    requireNonNull(result.sequence()),
                    requireNonNull(result.command()),
                    result.status(),
                    result.lessonId(),
                    requireNonNull(result.courseId()),
                    result.learnerId(),
                    result.attemptNumber(),
                    result.requestId(),
                    result.actorId(),
                    result.commandReason(),
                    result.occurredAt(),
                    result.decidedAt(),
                    result.endedCompletion(),
                    result.catalogVersion(),
                    result.inTopic(),
                    result.inPartition(),
                    result.inOffset());
        }
    }

    /** The command that {@code row} is of; the row has the table's columns. */
    public static CarriedOut carriedOut(ResultSet row) throws SQLException {
        return new CarriedOut(
                ENROLLMENT_ID.text(row),
                SEQUENCE.bigint(row),
                requireNonNull(KIND.constant(row, Kind.UNRECOGNIZED)),
                requireNonNull(STATUS.constant(row, Status.REJECTED)),
                LESSON_ID.optionalText(row),
                COURSE_ID.text(row),
                LEARNER_ID.optionalText(row),
                ATTEMPT.integer(row),
                REQUEST_ID.uuid(row),
                ACTOR_ID.optionalText(row),
                REASON.optionalText(row),
                OCCURRED_AT.time(row),
                DECIDED_AT.time(row),
                ENDED_COMPLETION.optionalInteger(row),
                CATALOG_VERSION.optionalBigint(row),
                IN_TOPIC.text(row),
                IN_PARTITION.integer(row),
                IN_OFFSET.bigint(row));
    }

    /** Inserts a row. The sink, which has many, copies them instead. */
    public static void insert(Connection connection, CarriedOut command) throws SQLException {
        TABLE.insert(
                connection,
                command.enrollmentId(),
                command.sequence(),
                command.kind().name(),
                command.status().name(),
                command.lessonId(),
                command.courseId(),
                command.learnerId(),
                command.attempt(),
                command.requestId(),
                command.actorId(),
                command.reason(),
                command.occurredAt(),
                command.decidedAt(),
                command.endedCompletion(),
                command.catalogVersion(),
                command.inTopic(),
                command.inPartition(),
                command.inOffset());
    }
}
