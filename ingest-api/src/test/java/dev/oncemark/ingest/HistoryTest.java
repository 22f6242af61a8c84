package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.schema.LessonRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What PostgreSQL holds of a lesson that was completed, taken back and waived, and of the attempt that began then. */
class HistoryTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final RecordPosition POSITION = new RecordPosition("completion-requests", 0, 7);
    private static final String ADMIN =
            TOKENS.rs256(TestTokens.claims("admin", "completions:service completions:admin"));

    private static RunningApi api;

    private final String enrollment = UUID.randomUUID().toString();
    private final String path = "/v1/enrollments/" + enrollment;
    private final String key = "key-" + enrollment;
    private final UUID completion = UUID.randomUUID();
    private final UUID revocation = Ids.requestIdOfKey("service:admin", key);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(Map.of(
                        "ONCEMARK_AUTH", "jwt",
                        "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                                TOKENS.publicKeys(directory).toString(),
                        "ONCEMARK_POSTGRES_KEY_LOOKUP", "2s"))
                .ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String[] as(String token, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token;
        return all;
    }

    private Subject subject(UUID requestId, String lessonId) {
        return new Subject(requestId, enrollment, lessonId, TIME, POSITION);
    }

    private static Basis basis(int attempt) {
        return new Basis(TIME, "course", "ann", 1L, attempt);
    }

    @BeforeEach
    void store() throws SQLException {
        var accepted = CompletionResult.accepted(subject(completion, "lesson"), basis(1), 1, null);
        var revoke = new Command.Revoke("lesson", "MISTAKE", null);
        var revoked = CompletionResult.revoked(subject(revocation, "lesson"), basis(1), 2, null, completion, null)
                .of(revoke, "u-9");
        UUID reset = Ids.requestIdOfAttempt(enrollment, 2);
        var begun = CompletionResult.reset(new Subject(reset, enrollment, null, TIME, POSITION), basis(2), 3, null)
                .of(new Command.Reset(2, true, "AGAIN"), "u-9");
        var waived = CompletionResult.accepted(subject(UUID.randomUUID(), "other"), basis(2), 4, null)
                .of(new Command.Waive("other", Command.Waiver.TESTED_OUT), "u-9");
        try (Connection connection = RealParts.postgres().connect("oncemark_sink")) {
            EndedLessonRow.insert(connection, EndedLesson.of(accepted, revoked));
            LessonRow.insert(connection, waived);
            for (CompletionResult command : new CompletionResult[] {revoked, begun, waived}) {
                CommandRow.insert(connection, CarriedOut.of(command));
            }
            CourseRow.insert(connection, new CourseCompletion(enrollment, "course", "ann", TIME, 1, 1, 1, Origin.API));
        }
    }

    @Test
    void shouldTellEveryChangeInOrder() {
        JsonNode changes = api.get(path + "/history", as(ADMIN)).json().path("changes");

        assertThat(changes.valueStream().map(change -> change.path("status").asString()))
                .containsExactly("ACCEPTED", "REVOKED", "RESET", "ACCEPTED");
        assertThat(changes.at("/1/revokedRequestId").asString()).isEqualTo(completion.toString());
        assertThat(changes.at("/1/actorId").asString()).isEqualTo("u-9");
        assertThat(changes.at("/2/attempt").asInt()).isEqualTo(2);
        assertThat(changes.at("/3/waiver").asString()).isEqualTo("TESTED_OUT");
        assertThat(changes.at("/3/actorId").asString()).isEqualTo("u-9");
    }

    @Test
    void shouldTellChangesInParts() {
        JsonNode first = api.get(path + "/history?limit=3", as(ADMIN)).json();
        JsonNode second = api.get(path + "/history?limit=3&after=" + first.path("next"), as(ADMIN))
                .json();

        assertThat(first.path("next").asInt()).isEqualTo(3);
        assertThat(second.at("/changes/0/sequence").asInt()).isEqualTo(4);
        assertThat(second.path("changes").size()).isEqualTo(1);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void shouldTellALearnerItsOwnOnly() {
        assertThat(api.get(path + "/history", as(TOKENS.learner("ann"))).status())
                .isEqualTo(200);
        assertThat(api.get(path + "/history", as(TOKENS.learner("bob"))).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "limit=0", "limit=1001", "afte=1"})
    void shouldNameAParameterThatCannotBeUsed(String parameter) {
        Answered refused = api.get(path + "/history?" + parameter, as(ADMIN));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void shouldShowTheAttemptTheWaiverAndTheCompletionThatStands() {
        JsonNode progress = api.get(path + "/progress", as(ADMIN)).json();

        assertThat(progress.path("attempt").asInt()).isEqualTo(2);
        assertThat(progress.path("lessons").size()).isEqualTo(1);
        assertThat(progress.at("/lessons/0/waiver").asString()).isEqualTo("TESTED_OUT");
        assertThat(progress.at("/course/completion").asInt()).isEqualTo(1);
        assertThat(progress.at("/course/attempt").asInt()).isEqualTo(1);
        assertThat(progress.has("endedCourse")).isFalse();
    }

    @Test
    void shouldSayOfAnOldRequestThatItHasEnded() {
        JsonNode old = api.get("/v1/completion-requests/" + completion + "?enrollment=" + enrollment, as(ADMIN))
                .json();
        JsonNode command = api.get("/v1/completion-requests/" + revocation + "?enrollment=" + enrollment, as(ADMIN))
                .json();

        assertThat(old.path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(old.at("/ended/requestId").asString()).isEqualTo(revocation.toString());
        assertThat(old.at("/ended/actorId").asString()).isEqualTo("u-9");
        assertThat(command.path("status").asString()).isEqualTo("REVOKED");
        assertThat(command.has("ended")).isFalse();
    }

    @Test
    void shouldNotTakeBackAgainWhatWasTakenBackUnderTheSameKeyLongAgo() {
        String lesson = path + "/lessons/%s/completion?reason=MISTAKE";
        Answered retried = api.send(
                "DELETE", lesson.formatted("lesson"), null, as(ADMIN, "Idempotency-Key", key, "Prefer", "wait=5"));
        Answered reused = api.send("DELETE", lesson.formatted("another"), null, as(ADMIN, "Idempotency-Key", key));

        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.json().path("sequence").asInt()).isEqualTo(2);
        assertThat(reused.status()).isEqualTo(422);
    }
}
