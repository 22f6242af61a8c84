package dev.oncemark.schema;

import static dev.oncemark.contracts.CourseChange.Change.ATTEMPT_STARTED;
import static dev.oncemark.contracts.CourseChange.Change.CONTENT_CHANGED;
import static dev.oncemark.contracts.CourseChange.Change.REOPENED;
import static dev.oncemark.contracts.CourseChange.Change.RESTORED;
import static dev.oncemark.contracts.CourseChange.Change.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.localstack.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view {@code course_status}: which completion of a course stands, and why none does. */
class CourseStatusTest {

    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

    private static Postgres postgres;
    private static Connection connection;

    private final String enrollment = UUID.randomUUID().toString();

    @BeforeAll
    static void start(@TempDir Path directory) throws SQLException {
        postgres = new Postgres(directory, 0);
        postgres.start();
        Migrations.migrate(postgres.connections("oncemark_sink"));
        connection = postgres.connect("oncemark_sink");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void shouldHaveNoneWhereTheCourseWasNeverComplete() throws SQLException {
        assertThat(status()).isNull();
    }

    @Test
    void shouldStandUnlessSomethingEndsIt() throws SQLException {
        completed(1, 1, 3);
        changed(CONTENT_CHANGED, 1, 3, 9L);

        assertThat(status()).isEqualTo("1 of attempt 1 stands");
    }

    @Test
    void shouldHaveEndedByACommand() throws SQLException {
        completed(1, 1, 3);
        changed(REVOKED, 1, 4, 8L);

        assertThat(status()).isEqualTo("1 of attempt 1 ended as REVOKED by REVOKE for MISTAKE at 2026-01-05T00:00:00Z");
    }

    @Test
    void shouldStandAgainOnceItIsRestored() throws SQLException {
        completed(1, 1, 3);
        changed(REOPENED, 1, 3, 9L);
        assertThat(status()).isEqualTo("1 of attempt 1 ended as REOPENED by CATALOG for null at 2026-01-04T00:00:00Z");

        changed(RESTORED, 1, 3, 10L);
        assertThat(status()).isEqualTo("1 of attempt 1 stands");

        changed(REOPENED, 1, 3, 11L);
        assertThat(status()).startsWith("1 of attempt 1 ended as REOPENED");
    }

    @Test
    void shouldKeepTheOneBeforeWhileAnotherAttemptIsUnderWay() throws SQLException {
        completed(1, 1, 3);
        changed(ATTEMPT_STARTED, 1, 4, null);
        assertThat(status()).isEqualTo("1 of attempt 1 stands");

        completed(2, 2, 7);
        assertThat(status()).isEqualTo("2 of attempt 2 stands");

        changed(REVOKED, 2, 8, 8L);
        assertThat(status()).isEqualTo("1 of attempt 1 stands");
    }

    @Test
    void shouldBeTheLatestWhereNoneStands() throws SQLException {
        completed(1, 1, 3);
        changed(REVOKED, 1, 4, 8L);
        completed(2, 1, 5);
        changed(REVOKED, 2, 6, null);

        assertThat(status()).startsWith("2 of attempt 1 ended as REVOKED");
    }

    /** The topics are read in no order among each other, and one of them may be late. */
    @Test
    void shouldNotDependOnTheOrderOfRows() throws SQLException {
        changed(RESTORED, 1, 3, 10L);
        changed(REOPENED, 1, 3, 9L);
        assertThat(status()).isNull();

        completed(1, 1, 3);
        assertThat(status()).isEqualTo("1 of attempt 1 stands");
    }

    @Test
    void shouldLeaveWhatANewerVersionSaysAside() throws SQLException {
        completed(1, 1, 3);
        changed(REVOKED, 1, 4, 8L);
        changed(CONTENT_CHANGED, 1, 5, 9L);
        connection.createStatement().execute("UPDATE progress.course_change SET change = 'MERGED' WHERE sequence = 5");

        assertThat(status()).startsWith("1 of attempt 1 ended as REVOKED");
    }

    private void completed(int completion, int attempt, long sequence) throws SQLException {
        CourseRow.insert(
                connection,
                new CourseCompletion(
                        enrollment, "course", null, DAY, 8, 3, sequence, Origin.API, null, attempt, completion));
    }

    private void changed(Change change, int completion, long sequence, @Nullable Long version) throws SQLException {
        boolean byCommand = change == REVOKED || change == ATTEMPT_STARTED;
        CourseChangeRow.insert(
                connection,
                new CourseChange(
                        enrollment,
                        "course",
                        null,
                        change,
                        completion,
                        1,
                        sequence,
                        byCommand ? Cause.REVOKE : Cause.CATALOG,
                        byCommand ? UUID.randomUUID() : null,
                        byCommand ? "MISTAKE" : null,
                        version,
                        null,
                        null,
                        DAY.plusSeconds(86_400 * sequence)));
    }

    private @Nullable String status() throws SQLException {
        String sql = "SELECT * FROM progress.course_status WHERE enrollment_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, enrollment);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return null;
            }
            String completion = row.getInt("completion") + " of attempt " + row.getInt("attempt");
            String status = row.getBoolean("stands")
                    ? completion + " stands"
                    : "%s ended as %s by %s for %s at %s"
                            .formatted(
                                    completion,
                                    row.getString("ended_as"),
                                    row.getString("ended_cause"),
                                    row.getString("ended_reason"),
                                    row.getTimestamp("ended_at").toInstant());
            assertThat(row.next()).as("another row").isFalse();
            return status;
        }
    }
}
