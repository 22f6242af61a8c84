package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of the API through a real proxy that compresses all it may, as docs/operations.md configures it. */
class BehindNginxTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private static RunningApi api;
    private static RunningNginx nginx;
    private static PretendStreamsApp streamsApp;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        RunningNginx.assumeThere();
        streamsApp = PretendStreamsApp.start(RealParts.broker().bootstrapServers());
        api = RunningApi.start(Map.of("ONCEMARK_HTTP_TRUSTED_PROXIES", "127.0.0.0/8"))
                .ready();
        String http = """
                map $request_uri $behind_the_prefix { ~^/oncemark(?<rest>/.*)$ $rest; }
                upstream oncemark { server 127.0.0.1:%d; keepalive 4; keepalive_timeout 60s; }
                """.formatted(api.port());
        String server = """
                proxy_set_header Host $host;
                proxy_set_header X-Forwarded-Prefix /oncemark;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header Forwarded "";
                location /oncemark/ {
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_pass http://oncemark$behind_the_prefix;
                }
                location /decoding/ { proxy_pass http://oncemark/; }
                """;
        // A location that sets headers has none of those around it.
        nginx = RunningNginx.start(
                directory,
                http,
                server.replace(
                        "proxy_set_header Connection \"\";",
                        "proxy_set_header Connection \"\"; proxy_set_header Host $host;"
                                + " proxy_set_header X-Forwarded-Prefix /oncemark;"));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
            api.close();
            streamsApp.close();
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + nginx.port() + path);
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static Answered post(String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Answered(response.statusCode(), response.headers(), response.body());
    }

    @Test
    void shouldLinkToWhatTheProxyServes() throws Exception {
        String enrollment = UUID.randomUUID().toString();
        Answered submitted = post("/oncemark/v1/enrollments/" + enrollment + "/completions", "{\"lessonId\": \"a\"}");
        Answered batch = post(
                "/oncemark/v1/completions:batch",
                "{\"items\": [{\"enrollmentId\": \"" + enrollment + "\", \"lessonId\": \"b\"}]}");
        String ofItem = batch.json().at("/successes/0/location").asString();

        assertThat(submitted.header("Location")).startsWith("/oncemark/v1/completion-requests/");
        assertThat(ofItem).startsWith("/oncemark/v1/completion-requests/");
        for (String link : List.of(submitted.header("Location"), ofItem)) {
            Eventually.isTrue("the verdict is where the link leads", () -> status(link) == 200);
        }
    }

    private static int status(String path) {
        try {
            return get(path).statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void shouldServeThePageWithAllThatItLoads() throws Exception {
        URI page = uri("/oncemark/");
        List<String> assets = ASSET.matcher(get("/oncemark/").body())
                .results()
                .map(asset -> asset.group(1))
                .toList();

        assertThat(assets).contains("page.js", "page.css", "icon.svg", "openapi.yaml", "health/ready");
        for (String asset : assets) {
            assertThat(status(page.resolve(asset).getPath())).as(asset).isEqualTo(200);
        }
        // What a page asks for is found from where the page is, not from where its script is.
        assertThat(get("/oncemark/page.js").body())
                .contains("fetch('v1/activity'")
                .doesNotContain("'/v1", "`/v1");
    }

    /** By both versions of HTTP that nginx speaks to what is behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"/oncemark", "/decoding"})
    void shouldLetEventsThroughAsTheyComeWhereAllElseIsCompressed(String prefix) throws Exception {
        String path = prefix + "/v1/enrollments/" + UUID.randomUUID();
        try (RawHttp client = new RawHttp(nginx.port())) {
            client.send("GET " + path + "/events HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
            String head = client.until("retry: 2000");
            post(path + "/completions", "{\"lessonId\": \"lesson\"}", "Prefer", "wait=10");

            assertThat(head).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("content-encoding");
            assertThat(client.until("\"inOffset\"")).contains("event: accepted", "\"lessonId\":\"lesson\"");
        }
        assertThat(get(path + "/progress", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .contains("gzip");
    }

    @Test
    void shouldTakeIdsWithSlashesWhereTheProxyLeavesThePathAsItIs() throws Exception {
        String enrollment = "http%3A%2F%2Flms.example%2Fe%2F" + UUID.randomUUID();
        HttpRequest put = HttpRequest.newBuilder(
                        uri("/oncemark/v1/enrollments/" + enrollment + "/lessons/a%2F1/completion"))
                .header("Prefer", "wait=10")
                .PUT(BodyPublishers.noBody())
                .build();
        HttpResponse<String> completed = CLIENT.send(put, BodyHandlers.ofString());

        assertThat(completed.statusCode()).isEqualTo(201);
        assertThat(completed.body()).contains("\"lessonId\":\"a/1\"", "\"enrollmentId\":\"http://lms.example/e/");
    }

    /** Why docs/clients.md says to send such ids in a body. */
    @Test
    void shouldTakeIdsWithSlashesInABodyWhereTheProxyDecodesPaths() throws Exception {
        String enrollment = "e/" + UUID.randomUUID();
        Answered inPath = post(
                "/decoding/v1/enrollments/" + enrollment.replace("/", "%2F") + "/completions",
                "{\"lessonId\": \"a/1\"}");
        Answered inBody = post(
                "/decoding/v1/completions:batch",
                "{\"items\": [{\"enrollmentId\": \"" + enrollment + "\", \"lessonId\": \"a/1\"}]}",
                "Prefer",
                "wait=10");

        assertThat(inPath.status()).isEqualTo(404);
        assertThat(inBody.json().at("/successes/0/result/enrollmentId").asString())
                .isEqualTo(enrollment);
    }

    @Test
    void shouldKeepTheConnectionsOfTheProxy() throws Exception {
        for (int request = 0; request < 50; request++) {
            assertThat(status("/oncemark/health/live")).isEqualTo(200);
        }
        String metrics = get("/oncemark/metrics").body();

        assertThat(metrics).containsPattern("(?m)^oncemark_connections [1-6]\\.0$");
    }
}
