package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is answered from PostgreSQL, with a streams-app that has forgotten which request completed a lesson. */
class ProgressTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final String BODY = "{\"lessonId\": \"lesson\"}";

    private static RunningApi api;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = UUID.randomUUID().toString();
    private final String completions = "/v1/enrollments/" + enrollment + "/completions";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        streamsApp = PretendStreamsApp.startForgetful(RealParts.broker().bootstrapServers());
        api = RunningApi.start(Map.of(
                        "ONCEMARK_AUTH", "jwt",
                        "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                                TOKENS.publicKeys(directory).toString(),
                        "ONCEMARK_POSTGRES_KEY_LOOKUP", "2s",
                        "ONCEMARK_POSTGRES_TIMEOUT", "1s",
                        "ONCEMARK_RESULTS_RECENT", "1"))
                .ready();
    }

    @AfterAll
    static void stop() {
        api.close();
        streamsApp.close();
    }

    private Answered post(String path, String body, String... headers) {
        return api.post(path, body, withToken(headers));
    }

    private static Answered get(String path) {
        return api.get(path, withToken());
    }

    private static String[] withToken(String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + TOKENS.service();
        return all;
    }

    private void store(String lessonId, String requestId, String learnerId) throws SQLException {
        store(lessonId, requestId, learnerId, "course");
    }

    private void store(String lessonId, String requestId, String learnerId, String courseId) throws SQLException {
        execute("""
                INSERT INTO progress.lesson_progress VALUES ('%s', '%s', '%s', '%s', '%s', 1,
                '2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05Z', '2026-01-02T03:04:06Z', 'API', 1,
                'completion-requests', 0, 1)""".formatted(enrollment, lessonId, courseId, learnerId, requestId));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = RealParts.postgres().connect("oncemark_sink");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Another request is decided meanwhile, so that this one is not among the recent ones. */
    private static void forgetResults() {
        api.post("/v1/enrollments/" + UUID.randomUUID() + "/completions", BODY, withToken("Prefer", "wait=10"));
    }

    @Test
    void shouldShowLessonsCourseAndFreshness() throws SQLException {
        store("lesson", UUID.randomUUID().toString(), "ann");
        execute("INSERT INTO progress.course_completion VALUES ('" + enrollment
                + "', 'course', 'ann', '2026-01-02T03:04:05.678Z', 1, 1, 1, 'API')");

        Answered progress = get("/v1/enrollments/" + enrollment + "/progress");

        assertThat(progress.status()).isEqualTo(200);
        assertThat(progress.json().at("/lessons/0/lessonId").asString()).isEqualTo("lesson");
        assertThat(progress.json().at("/lessons/0/completedAt").asString()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(progress.json().at("/course/requiredLessons").asInt()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatTheCoursesCompletionWaitsFor() throws SQLException {
        String course = "course-" + enrollment;
        store("lesson", UUID.randomUUID().toString(), "ann", course);

        assertThat(progressUnder(outline(course, 1, List.of("lesson", "other"), true, null))
                        .at("/completion")
                        .asString())
                .isEqualTo("OPEN");
        assertThat(progressUnder(outline(course, 2, List.of("lesson"), true, null)))
                .hasToString("{\"courseId\":\"" + course + "\",\"catalogVersion\":2,\"requiredCompleted\":1,"
                        + "\"required\":1,\"completion\":\"WAITING\",\"waitingFor\":\"SETTLED_OUTLINE\"}");
        assertThat(progressUnder(outline(course, 3, List.of("lesson"), null, 2))
                        .at("/waitingFor")
                        .asString())
                .isEqualTo("UNREADABLE_ROWS");
        assertThat(progressUnder(outline(course, 4, List.of("lesson"), null, null))
                        .at("/waitingFor")
                        .asString())
                .isEqualTo("DECISION");
        execute("INSERT INTO progress.course_completion VALUES ('" + enrollment + "', '" + course
                + "', 'ann', '2026-01-02T03:04:05.678Z', 4, 1, 1, 'API')");
        JsonNode completed = progressUnder(outline(course, 5, List.of("lesson", "new"), null, null));
        assertThat(completed.at("/completion").asString()).isEqualTo("COMPLETED");
        assertThat(completed.at("/required").asInt()).isEqualTo(2);
        assertThat(completed.at("/requiredCompleted").asInt()).isEqualTo(1);
        assertThat(completed.has("waitingFor")).isFalse();
    }

    /** The enrollment's progress in its course once the API has read the outline. */
    private JsonNode progressUnder(CourseOutline outline) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealParts.broker().bootstrapServers()),
                new StringSerializer(),
                Topics.COURSE_OUTLINES.serde())) {
            var unused =
                    producer.send(new ProducerRecord<>(Topics.COURSE_OUTLINES.name(), 0, outline.courseId(), outline));
        }
        String path = "/v1/enrollments/" + enrollment + "/progress";
        Eventually.isTrue(
                "the outline is read",
                () -> get(path).json().at("/courseProgress/catalogVersion").asLong() == outline.version());
        return get(path).json().at("/courseProgress");
    }

    private static CourseOutline outline(
            String course,
            long version,
            List<String> lessons,
            @Nullable Boolean settling,
            @Nullable Integer unreadable) {
        List<CourseOutline.Lesson> required = new ArrayList<>();
        for (String lesson : lessons) {
            required.add(new CourseOutline.Lesson(lesson, true, required.size()));
        }
        return new CourseOutline(course, version, true, required, List.of(), null, settling, unreadable, null);
    }

    @Test
    void shouldSayWhetherAllThatWasDecidedIsStored() throws SQLException {
        post(completions, BODY, "Prefer", "wait=10");
        String path = "/v1/enrollments/" + enrollment + "/progress";
        Answered behind = get(path);
        int partition = behind.json().at("/freshness/partition").asInt();
        long latest = behind.json().at("/freshness/latest").asLong();

        execute("INSERT INTO progress.sink_offset VALUES ('completion-results', %d, %d) ON CONFLICT (topic, part)"
                        .formatted(partition, latest + 1)
                + " DO UPDATE SET next = excluded.next");

        assertThat(behind.json().at("/freshness/upToDate").asBoolean()).isFalse();
        assertThat(get(path).json().at("/freshness/upToDate").asBoolean()).isTrue();
    }

    @Test
    void shouldShowNothingOfAnEnrollmentOfWhichNothingIsStored() {
        Answered progress = get("/v1/enrollments/" + enrollment + "/progress");

        assertThat(progress.status()).isEqualTo(200);
        assertThat(progress.json().path("lessons").size()).isZero();
    }

    @Test
    void shouldShowALearnerItsOwnProgressOnly() throws SQLException {
        store("lesson", UUID.randomUUID().toString(), "ann");
        String path = "/v1/enrollments/" + enrollment + "/progress";

        assertThat(api.get(path, "Authorization", "Bearer " + TOKENS.learner("ann"))
                        .status())
                .isEqualTo(200);
        assertThat(api.get(path, "Authorization", "Bearer " + TOKENS.learner("bob"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldFindAnOldRequestInPostgres() throws SQLException {
        UUID requestId = UUID.randomUUID();
        store("lesson", requestId.toString(), "ann");
        String path = "/v1/completion-requests/" + requestId;

        assertThat(get(path + "?enrollment=" + enrollment).text("status")).isEqualTo("ACCEPTED");
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(api.get(path + "?enrollment=" + enrollment, "Authorization", "Bearer " + TOKENS.learner("bob"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldStillAnswerAnOldRetryAsAReplay() throws SQLException {
        Answered first = post(completions, BODY, "Idempotency-Key", "old", "Prefer", "wait=10");
        store("lesson", first.text("requestId"), "ann");
        forgetResults();

        Answered retried = post(completions, BODY, "Idempotency-Key", "old", "Prefer", "wait=10");

        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.text("status")).isEqualTo("REPLAYED");
        assertThat(retried.text("completedAt")).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void shouldNameTheOldRequestThatCompletedTheLesson() throws SQLException {
        Answered first = post(completions, BODY, "Prefer", "wait=10");
        store("lesson", first.text("requestId"), "ann");

        Answered second = post(completions, BODY, "Prefer", "wait=10");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("originalRequestId")).isEqualTo(first.text("requestId"));
        assertThat(second.text("completedAt")).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void shouldRefuseAKeyThatWasUsedForAnotherLessonLongAgo() throws SQLException {
        Answered first = post(completions, BODY, "Idempotency-Key", "long ago", "Prefer", "wait=10");
        store("lesson", first.text("requestId"), "ann");
        forgetResults();

        Answered reused = post(completions, "{\"lessonId\": \"another\"}", "Idempotency-Key", "long ago");

        assertThat(reused.status()).isEqualTo(422);
    }

    @Test
    void shouldTakeRequestsAndGiveVerdictsWhilePostgresHangs() throws SQLException {
        post(completions, BODY, "Prefer", "wait=10");
        try (Connection connection = RealParts.postgres().connect("oncemark_sink");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE progress.lesson_progress IN ACCESS EXCLUSIVE MODE");
            assertOnlyReadingIsRefused();
            connection.rollback();
        }
        Eventually.isTrue(
                "progress is told again",
                () -> get("/v1/enrollments/" + enrollment + "/progress").status() == 200);
    }

    @Test
    void shouldTakeRequestsAndGiveVerdictsWhilePostgresIsAway() {
        post(completions, BODY, "Prefer", "wait=10");
        RealParts.postgres().stop();
        try {
            assertOnlyReadingIsRefused();
        } finally {
            RealParts.postgres().start();
        }
        Eventually.isTrue(
                "progress is told again",
                () -> get("/v1/enrollments/" + enrollment + "/progress").status() == 200);
    }

    private void assertOnlyReadingIsRefused() {
        long start = System.nanoTime();
        Answered unkeyed = post(completions, BODY);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        Answered keyed = post(completions, BODY, "Idempotency-Key", "meanwhile");
        Answered waiting = post(completions, BODY, "Prefer", "wait=10");
        Answered reading = get("/v1/enrollments/" + enrollment + "/progress");

        assertThat(unkeyed.status()).isEqualTo(202);
        assertThat(keyed.status()).isEqualTo(202);
        assertThat(waiting.status()).isEqualTo(409);
        assertThat(waiting.text("originalRequestId")).isEmpty();
        assertThat(reading.status()).isEqualTo(503);
    }
}
