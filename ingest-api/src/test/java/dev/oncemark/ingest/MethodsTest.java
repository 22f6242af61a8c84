package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HEAD is wherever GET is, OPTIONS everywhere, and each answer has the time. */
class MethodsTest {

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.start(Map.of()).ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<String> pathsToGet() {
        return OpenApiContract.operations().stream()
                .filter(operation -> operation.startsWith("GET "))
                .map(operation -> operation
                        .substring("GET ".length())
                        .replace("{requestId}", "11111111-1111-4111-8111-111111111111")
                        .replaceAll("\\{[^}]+\\}", "e"));
    }

    private static String raw(String method, String path) throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            return client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .all();
        }
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 4);
    }

    /** In whatever order they come. */
    private static Set<String> linesOf(String answer) {
        return head(answer)
                .lines()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("date: "))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pathsToGet")
    void shouldAnswerHeadWithTheHeadOfTheAnswerToGet(String path) throws IOException {
        String head = raw("HEAD", path);

        assertThat(head).startsWith("HTTP/1.1 ").endsWith("\r\n\r\n").doesNotContain(" 405 ", " 500 ");
        assertThat(head(head)).isEqualTo(head);
        if (path.endsWith("/events")) {
            assertThat(head).contains(" 200 ", "text/event-stream", "no-transform");
        } else if (!path.equals("/metrics") && !path.equals("/v1/activity")) {
            assertThat(linesOf(head)).isEqualTo(linesOf(raw("GET", path)));
        }
    }

    @ParameterizedTest
    @MethodSource("pathsToGet")
    void shouldSayWhichMethodsThereAre(String path) throws IOException {
        assertThat(raw("OPTIONS", path))
                .startsWith("HTTP/1.1 204 ")
                .containsPattern("(?i)\r\nallow: GET, HEAD, OPTIONS\r\n");
    }

    @Test
    void shouldSayWhichMethodsThereAreForWhatIsStored() throws IOException {
        assertThat(raw("OPTIONS", "/v1/enrollments/e/completions")).containsPattern("(?i)\r\nallow: OPTIONS, POST\r\n");
        assertThat(raw("OPTIONS", "/v1/enrollments/e/lessons/l/completion"))
                .containsPattern("(?i)\r\nallow: DELETE, OPTIONS, PUT\r\n");
        assertThat(raw("OPTIONS", "*"))
                .startsWith("HTTP/1.1 204 ")
                .containsPattern("(?i)\r\nallow: DELETE, GET, HEAD, OPTIONS, POST, PUT\r\n");
        assertThat(raw("OPTIONS", "/nothing")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void shouldSayWhatTimeItIs() throws InterruptedException {
        ZonedDateTime first = date(api.get("/health/live"));
        Thread.sleep(2_100);
        Answered later = api.get("/nothing");

        assertThat(Duration.between(first, ZonedDateTime.now(ZoneOffset.UTC))).isLessThan(Duration.ofSeconds(8));
        assertThat(date(later)).isAfter(first);
    }

    /** Fails where it is not as HTTP wants it, two digits of the day included. */
    private static ZonedDateTime date(Answered answered) {
        assertThat(answered.header("Date")).hasSize("Sun, 06 Nov 1994 08:49:37 GMT".length());
        return ZonedDateTime.parse(answered.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    /** Nothing is promised to pages of other origins unless the setting says so. */
    @Test
    void shouldSayNothingToOtherOriginsByDefault() {
        String[] preflight = {"Origin", "https://lms.example", "Access-Control-Request-Method", "POST"};
        Answered options = api.send("OPTIONS", "/v1/enrollments/e/completions", null, preflight);

        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("OPTIONS, POST");
        assertThat(options.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(api.get("/health/live", preflight).headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control-"));
    }
}
