package dev.oncemark.schema;

import static dev.oncemark.schema.Column.Type.BIGINT;
import static dev.oncemark.schema.Column.Type.TEXT;
import static dev.oncemark.schema.Column.Type.TIMESTAMPTZ;
import static dev.oncemark.schema.Column.Type.UUID;
import static dev.oncemark.schema.Column.optional;
import static java.util.Objects.requireNonNull;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of {@code lesson_history}: an accepted result that does not stand any more, and what ended it. */
public final class EndedLessonRow {

    private static final Column ENDED_AS = optional("ended_as", "status", TEXT);
    private static final Column ENDED_BY = optional("ended_by", "requestId", UUID);
    private static final Column ENDED_REASON = optional("ended_reason", "commandReason", TEXT);
    private static final Column ENDED_ACTOR = optional("ended_actor", "actorId", TEXT);
    private static final Column ENDED_AT = optional("ended_at", "decidedAt", TIMESTAMPTZ);
    private static final Column ENDED_SEQUENCE = optional("ended_sequence", "sequence", BIGINT);

    /** What ended it; each from the field of the same name in the result of the command. */
    public static final List<Column> END =
            List.of(ENDED_AS, ENDED_BY, ENDED_REASON, ENDED_ACTOR, ENDED_AT, ENDED_SEQUENCE);

    /** One row for each accepted result that something ended: by enrollment and sequence. */
    public static final Table TABLE = new Table(
            "lesson_history",
            2,
            Stream.of(
                            List.of(LessonRow.ENROLLMENT_ID, LessonRow.SEQUENCE),
                            LessonRow.TABLE.columns().stream()
                                    .filter(column -> !column.equals(LessonRow.ENROLLMENT_ID)
                                            && !column.equals(LessonRow.SEQUENCE))
                                    .toList(),
                            END)
                    .flatMap(List::stream)
                    .toList(),
            Table.EVERY);

    private EndedLessonRow() {}

    /**
     * A completion that ended.
     *
     * @param accepted as it was in {@code lesson_progress}
     * @param end null where what ended it is not stored yet: a later completion of the same lesson shows that it has
     */
    public record EndedLesson(
            CompletionResult accepted, @Nullable End end) {

        /** The completion that {@code command} ended; null where that is not known. */
        public static EndedLesson of(CompletionResult accepted, @Nullable CompletionResult command) {
            return new EndedLesson(accepted.asStored(), command == null ? null : End.of(command));
        }
    }

    /**
     * What ended a completion.
     *
     * @param as {@code REVOKED} or {@code RESET}
     * @param requestId the command's request
     * @param reason the command's reason, a code
     * @param actorId who gave the command
     * @param at when the command was decided
     * @param sequence the command's, among the enrollment's accepted changes
     */
    public record End(
            Status as,
            UUID requestId,
            @Nullable String reason,
            @Nullable String actorId,
            Instant at,
            long sequence) {

        /** @param command the verdict on it, with a sequence */
        public static End of(CompletionResult command) {
            return new End(
                    command.status(),
                    command.requestId(),
                    command.commandReason(),
                    command.actorId(),
                    command.decidedAt(),
                    requireNonNull(command.sequence()));
        }
    }

    /** The completion that {@code row} is of; the row has the table's columns. */
    public static EndedLesson ended(ResultSet row) throws SQLException {
        Status as = ENDED_AS.constant(row, Status.REVOKED);
        End end = as == null
                ? null
                : new End(
                        as,
                        ENDED_BY.uuid(row),
                        ENDED_REASON.optionalText(row),
                        ENDED_ACTOR.optionalText(row),
                        ENDED_AT.time(row),
                        ENDED_SEQUENCE.bigint(row));
        return new EndedLesson(LessonRow.result(row), end);
    }

    /** Inserts a row. The sink moves rows here instead. */
    public static void insert(Connection connection, EndedLesson lesson) throws SQLException {
        End end = lesson.end();
        List<@Nullable Object> values = new ArrayList<>(LessonRow.values(lesson.accepted()));
        values.add(1, values.remove(LessonRow.TABLE.columns().indexOf(LessonRow.SEQUENCE)));
        values.add(end == null ? null : end.as().name());
        values.add(end == null ? null : end.requestId());
        values.add(end == null ? null : end.reason());
        values.add(end == null ? null : end.actorId());
        values.add(end == null ? null : end.at());
        values.add(end == null ? null : end.sequence());
        TABLE.insert(connection, values.toArray());
    }
}
