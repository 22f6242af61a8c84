package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code lesson_progress}: an accepted result, as it was. */
final class StoredLesson {

    /** In the order in which {@link #of} reads them. */
    static final String COLUMNS = "enrollment_id, lesson_id, course_id, learner_id, request_id, sequence, completed_at,"
            + " occurred_at, decided_at, origin, catalog_version, in_topic, in_partition, in_offset";

    private StoredLesson() {}

    static CompletionResult of(ResultSet row) throws SQLException {
        return new CompletionResult(
                row.getObject("request_id", UUID.class),
                row.getString("enrollment_id"),
                row.getString("lesson_id"),
                row.getString("course_id"),
                Status.ACCEPTED,
                null,
                null,
                time(row, "completed_at"),
                row.getLong("sequence"),
                time(row, "occurred_at"),
                time(row, "decided_at"),
                Origin.of(row.getString("origin")),
                catalogVersion(row),
                row.getString("in_topic"),
                row.getInt("in_partition"),
                row.getLong("in_offset"),
                row.getString("learner_id"));
    }

    private static @Nullable Long catalogVersion(ResultSet row) throws SQLException {
        long version = row.getLong("catalog_version");
        return row.wasNull() ? null : version;
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
