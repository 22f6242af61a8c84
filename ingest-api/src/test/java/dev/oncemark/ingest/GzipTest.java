package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.schema.LessonRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in gzip, both ways. */
class GzipTest {

    private static final String PATH = "/v1/enrollments/zipped/completions";
    private static final String BODY = "{\"lessonId\": \"lesson\"}";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.start(Map.of()).ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(String plain) {
        return gzip(plain.getBytes(UTF_8));
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    }

    private static Answered post(String path, byte[] body, String coding) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                to(path).header("Content-Type", "application/json")
                        .header("Content-Encoding", coding)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
        Answered answered = new Answered(response.statusCode(), response.headers(), response.body());
        OpenApiContract.check("POST", path, answered);
        return answered;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void shouldReadACompressedCompletion(String coding) throws Exception {
        assertThat(post(PATH, gzip(BODY), coding).status()).isEqualTo(202);
    }

    @Test
    void shouldReadACompressedBatch() throws Exception {
        String batch = "{\"items\": [{\"enrollmentId\": \"zipped\", \"lessonId\": \"a\"}]}";

        Answered answered = post("/v1/completions:batch", gzip(batch), "gzip");

        assertThat(answered.json().path("successes").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity"})
    void shouldReadWhatIsNotCompressedAndSaysSo(String coding) throws Exception {
        assertThat(post(PATH, BODY.getBytes(UTF_8), coding).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "gzip, br", "nonsense"})
    void shouldNameTheCodingsThatItReads(String coding) throws Exception {
        Answered refused = post(PATH, gzip(BODY), coding);

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.header("Accept-Encoding")).isEqualTo("gzip, identity");
        assertThat(refused.text("detail")).contains("Content-Encoding");
    }

    @Test
    void shouldRefuseWhatBecomesTooLarge() throws Exception {
        byte[] bomb = gzip(new byte[50 << 20]);

        Answered refused = post(PATH, bomb, "gzip");

        assertThat(bomb).hasSizeLessThan(1 << 16);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("limit").asInt()).isEqualTo(65_536);
        assertThat(post("/v1/completions:batch", bomb, "gzip")
                        .json()
                        .path("limit")
                        .asInt())
                .isEqualTo(262_144);
    }

    /** As long as a plain one may be, and one byte more. */
    @Test
    void shouldHoldWhatIsCompressedToTheLimitOfWhatIsNot() throws Exception {
        String longest = BODY + " ".repeat((1 << 16) - BODY.length());

        assertThat(post(PATH, gzip(longest), "gzip").status()).isEqualTo(202);
        assertThat(post(PATH, gzip(longest + " "), "gzip").status()).isEqualTo(413);
    }

    @Test
    void shouldRefuseWhatIsNotGzipOrNotWhole() throws Exception {
        byte[] whole = gzip(BODY);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;

        assertThat(post(PATH, BODY.getBytes(UTF_8), "gzip").status()).isEqualTo(400);
        assertThat(post(PATH, Arrays.copyOf(whole, whole.length - 9), "gzip").status())
                .isEqualTo(400);
        assertThat(post(PATH, damaged, "gzip").status()).isEqualTo(400);
        assertThat(post(PATH, new byte[0], "gzip").text("detail")).contains("gzip");
    }

    /** Each is read within the one before: so many would be deeper than a stack is. */
    @Test
    void shouldRefuseThousandsOfEmptyMembers() throws Exception {
        byte[] empty = gzip("");
        byte[] members = new byte[empty.length * 13_000];
        for (int at = 0; at < members.length; at++) {
            members[at] = empty[at % empty.length];
        }

        assertThat(post("/v1/completions:batch", members, "gzip").status()).isEqualTo(400);
    }

    private static HttpResponse<byte[]> get(String path, String acceptEncoding) throws Exception {
        return CLIENT.send(to(path).header("Accept-Encoding", acceptEncoding).build(), BodyHandlers.ofByteArray());
    }

    private static String unzipped(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.headers().allValues("Vary")).contains("accept-encoding");
        return new String(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/openapi.yaml"})
    void shouldCompressWhatItServes(String path) throws Exception {
        HttpResponse<byte[]> zipped = get(path, "gzip, deflate, br");
        HttpResponse<byte[]> plain = get(path, "identity");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().allValues("Vary")).contains("accept-encoding");
        assertThat(unzipped(zipped)).isEqualTo(new String(plain.body(), UTF_8));
        assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
    }

    @Test
    void shouldCompressAsMuchProgressAsThereIs() throws Exception {
        String few = stored(30);
        String many = stored(400);

        assertThat(JsonSerde.MAPPER
                        .readTree(unzipped(get(few, "gzip")))
                        .path("lessons")
                        .size())
                .isEqualTo(30);
        assertThat(JsonSerde.MAPPER
                        .readTree(unzipped(get(many, "gzip")))
                        .path("lessons")
                        .size())
                .isEqualTo(400);
        assertThat(get(many, "identity").body()).hasSizeGreaterThan(64 << 10);
    }

    private static String stored(int lessons) throws SQLException {
        String enrollment = UUID.randomUUID().toString();
        Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
        try (Connection connection = RealParts.postgres().connect("oncemark_sink")) {
            for (int lesson = 0; lesson < lessons; lesson++) {
                var position = new RecordPosition("completion-requests", 0, lesson);
                var subject = new Subject(UUID.randomUUID(), enrollment, "lesson-" + lesson, time, position);
                var basis = new Basis(time, "course", "ann", 1L, 1);
                LessonRow.insert(connection, CompletionResult.accepted(subject, basis, lesson + 1, null));
            }
        }
        return "/v1/enrollments/" + enrollment + "/progress";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "*;q=0", "gzip; q=0.000, *", "deflate, gzipped"})
    void shouldNotCompressForWhoDoesNotReadIt(String acceptEncoding) throws Exception {
        assertThat(get("/openapi.yaml", acceptEncoding).headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "GZIP", "br;q=1.0, gzip;q=0.001", "x-gzip"})
    void shouldCompressForWhoReadsIt(String acceptEncoding) throws Exception {
        assertThat(get("/openapi.yaml", acceptEncoding).headers().firstValue("Content-Encoding"))
                .contains("gzip");
    }

    @Test
    void shouldNotCompressASmallAnswerNorAStream() throws Exception {
        HttpResponse<byte[]> live = get("/health/live", "gzip");
        HttpResponse<Void> events = CLIENT.send(
                to("/v1/enrollments/zipped/events")
                        .method("HEAD", BodyPublishers.noBody())
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.discarding());

        assertThat(live.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(events.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(events.headers().firstValue("Cache-Control")).contains("no-cache, no-transform");
    }
}
