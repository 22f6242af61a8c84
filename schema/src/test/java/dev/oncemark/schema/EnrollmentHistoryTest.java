package dev.oncemark.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrollmentHistoryTest {

    private static final Instant OCCURRED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Basis FIRST = new Basis(OCCURRED.plusMillis(9), "course", "learner", 7L);
    private static final Basis SECOND = new Basis(OCCURRED.plusSeconds(9), "course", "learner", 8L, 2);

    private static Postgres postgres;
    private static Connection connection;

    private final String enrollment = UUID.randomUUID().toString();

    private final CompletionResult first = CompletionResult.accepted(subject("a"), FIRST, 1, new Standing(1, 2));
    private final CompletionResult waived = CompletionResult.accepted(subject("b"), FIRST, 2, new Standing(2, 2))
            .of(new Command.Waive("b", Waiver.EQUIVALENT_AU), "u-9");
    private final CompletionResult revoked = CompletionResult.revoked(
                    subject("a"), FIRST, 3, new Standing(1, 2), first.requestId(), 1)
            .of(new Command.Revoke("a", "MARKED_BY_MISTAKE", null), "u-9");
    private final CompletionResult reset = CompletionResult.reset(subject(null), SECOND, 4, null)
            .of(new Command.Reset(2, true, "RECERTIFICATION"), "u-8");
    private final CompletionResult again = CompletionResult.imported(subject("a"), SECOND, 5, null);

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
    void shouldHaveEveryChangeInItsOrder() throws SQLException {
        store();

        assertThat(EnrollmentHistory.read(connection, enrollment, 0, 100))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("requiredCompleted", "required")
                .containsExactly(first, waived, revoked, reset, again);
    }

    @Test
    void shouldGoOnBehindASequence() throws SQLException {
        store();

        assertThat(EnrollmentHistory.read(connection, enrollment, 1, 2))
                .extracting(CompletionResult::sequence)
                .containsExactly(2L, 3L);
        assertThat(EnrollmentHistory.read(connection, enrollment, 5, 2)).isEmpty();
    }

    /** The role of the ingest-api may read all that it shows, and nothing else. */
    @Test
    void shouldBeReadByTheApi() throws SQLException {
        store();
        try (Connection api = postgres.connect("oncemark_api")) {
            assertThat(EnrollmentHistory.read(api, enrollment, 0, 100)).hasSize(5);
            assertThat(api.createStatement()
                            .executeQuery("SELECT * FROM progress.course_status, progress.course_change")
                            .next())
                    .isFalse();
        }
    }

    private void store() throws SQLException {
        LessonRow.insert(connection, again);
        EndedLessonRow.insert(connection, EndedLesson.of(first, revoked));
        EndedLessonRow.insert(connection, EndedLesson.of(waived, reset));
        for (CompletionResult command : List.of(waived, revoked, reset)) {
            CommandRow.insert(connection, CarriedOut.of(command));
        }
    }

    private Subject subject(@Nullable String lesson) {
        return new Subject(UUID.randomUUID(), enrollment, lesson, OCCURRED, new RecordPosition("in", 3, 4));
    }
}
