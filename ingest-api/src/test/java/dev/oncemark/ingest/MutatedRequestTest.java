package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand requests that were right before something was changed in them: the method, the path, the query, headers,
 * the body. Whatever it is, the answer is no fault of the server, is a problem where it is none of what was asked for,
 * and can be read by a page of another origin. {@code -Doncemark.seed=N} repeats those of a seed that was printed.
 */
class MutatedRequestTest {

    private static final int REQUESTS = 1_000;
    private static final long SEED = Long.getLong("oncemark.seed", 20_261_128);
    private static final TestTokens TOKENS = new TestTokens();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

    private static final List<String> TARGETS = List.of(
            "POST /v1/enrollments/e/completions",
            "PUT /v1/enrollments/e/lessons/l/completion",
            "DELETE /v1/enrollments/e/lessons/l/completion?reason=MISTAKE&revokes=11111111-1111-4111-8111-111111111111",
            "PUT /v1/enrollments/e/lessons/l/waiver",
            "POST /v1/enrollments/e/attempts",
            "POST /v1/completions:batch",
            "POST /v1/commands:batch",
            "POST /api/progress/",
            "GET /v1/completion-requests/11111111-1111-4111-8111-111111111111?enrollment=e",
            "GET /v1/enrollments/e/progress",
            "GET /v1/enrollments/e/history?after=0&limit=10",
            "GET /v1/activity",
            "GET /openapi.yaml",
            "GET /health/ready",
            "HEAD /v1/enrollments/e/events",
            "OPTIONS /v1/enrollments/e/completions");

    private static final List<String> BODIES = List.of(
            "{\"lessonId\": \"l\", \"occurredAt\": \"2026-01-02T03:04:05.678Z\"}",
            "{\"occurredAt\": \"2026-01-02T03:04:05+02:00\", \"attempt\": 2}",
            "{\"reason\": \"TESTED_OUT\"}",
            "{\"attempt\": 2, \"reason\": \"AGAIN\", \"keepCompletion\": true}",
            "{\"items\": [{\"enrollmentId\": \"e\", \"lessonId\": \"l\", \"idempotencyKey\": \"k\"}]}",
            "{\"items\": [{\"type\": \"REVOKE\", \"enrollmentId\": \"e\", \"lessonId\": \"l\", \"reason\": \"X\"}]}",
            "{\"enrollment\": \"e\", \"lesson\": 7}");

    private static final List<String> ODD_HEADERS = List.of(
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json",
            "Content-Type: text/plain",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type;;;: x",
            "Content-Encoding: gzip",
            "Content-Encoding: gzip, gzip",
            "Content-Encoding: br",
            "Content-Encoding: ,",
            "Content-Length: 7",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Accept: application/xml",
            "Accept-Encoding: gzip;q=x, *;q=0",
            "Authorization: Bearer",
            "Authorization: Bearer x.y.z",
            "Authorization: Basic eDp5",
            "Authorization: Bearer " + "x".repeat(9_000),
            "Idempotency-Key: \"",
            "Idempotency-Key: " + "k".repeat(300),
            "Idempotency-Key: \u00e4\u0001",
            "Prefer: wait=99999999999999999999",
            "Prefer: wait=-1; x=\"\\",
            "Prefer: ,;=,wait",
            "Last-Event-ID: 999999999-999999999999999999",
            "Last-Event-ID: 1-2-3",
            "traceparent: 00-zz",
            "Origin: null",
            "Origin: https://lms.example",
            "Access-Control-Request-Method: \u0000",
            "X-Forwarded-Prefix: //evil",
            "X-Forwarded-For: ,,;",
            "Forwarded: for=\"",
            "Host: a b",
            "Host: [::1",
            "Expect: 100-continue",
            "Expect: the-unexpected",
            "Upgrade: websocket\r\nConnection: upgrade",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x",
            "Range: bytes=0-1,5-",
            "If-None-Match: *",
            "Cookie: a=\u00ff; ;;=",
            "X: " + "y".repeat(17_000),
            ": nameless",
            " folded: x",
            "no colon",
            "X-Null: a\u0000b");

    private static RunningApi api;

    private final Random random = new Random(SEED);
    private final String token = TOKENS.rs256(TestTokens.claims("fuzz", "completions:service completions:admin"));

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(Map.of(
                        "ONCEMARK_AUTH",
                        "jwt",
                        "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                        TOKENS.publicKeys(directory).toString(),
                        "ONCEMARK_HTTP_CORS_ORIGINS",
                        "*",
                        // Nobody decides here.
                        "ONCEMARK_HTTP_WAIT_MAX",
                        "20ms",
                        "ONCEMARK_LIMITS_IDLE",
                        "1s",
                        "ONCEMARK_LIMITS_SLOW",
                        "1s"))
                .ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void shouldAnswerEveryMutatedRequestReadably() throws IOException {
        System.out.println("mutated requests of seed " + SEED);
        Map<String, Integer> statuses = new TreeMap<>();
        for (int count = 0; count < REQUESTS; count++) {
            byte[] request = mutated();
            String answer = answerTo(request);
            String described = "request %d of seed %d:%n%s%n%n%s"
                    .formatted(count, SEED, printable(request), answer.substring(0, Math.min(2_000, answer.length())));
            statuses.merge(check(answer, described), 1, Integer::sum);
        }
        System.out.println("answered: " + statuses);

        // Most are turned away, for many reasons, and some are none the worse.
        assertThat(statuses.keySet()).contains("200", "202", "400", "401", "404", "405", "413", "415", "431");
        assertThat(api.get("/health/live").status()).isEqualTo(200);
    }

    private static String printable(byte[] request) {
        String text = new String(request, ISO_8859_1);
        return text.substring(0, Math.min(1_500, text.length()));
    }

    private static String answerTo(byte[] request) throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            return client.send(request).all();
        } catch (java.net.SocketException closedEarly) {
            return "";
        }
    }

    /** The status; several answers may have come where the request was two in the end. */
    private static String check(String answer, String described) {
        String last = "none";
        for (String one : answer.split("(?=HTTP/1\\.[01] \\d{3} )", -1)) {
            Matcher status = STATUS.matcher(one);
            if (!status.lookingAt()) {
                continue;
            }
            last = status.group(1);
            if (!last.equals("100")) {
                checkOne(last, one, described);
            }
        }
        return last;
    }

    private static void checkOne(String status, String answer, String described) {
        int end = answer.indexOf("\r\n\r\n");
        String head = end < 0 ? answer : answer.substring(0, end);
        String body = end < 0 ? "" : answer.substring(end + 4);
        assertThat(status).as(described).doesNotMatch("5(?!03)\\d\\d");
        assertThat(body).as(described).doesNotContain("Exception", "\tat ", "dev.oncemark", "io.vertx");
        assertThat(head)
                .as(described)
                .containsPattern("\r\n(?i)date: [A-Z][a-z]{2}, \\d\\d ")
                .containsPattern("\r\n(?i)access-control-allow-origin: \\*");
        if (status.startsWith("4") || status.startsWith("5")) {
            // The old endpoint tells what is wrong as it always did.
            String type = described.contains("/api/progress") ? "(problem\\+)?json" : "problem\\+json";
            assertThat(head).as(described).containsPattern("(?i)content-type: application/" + type);
        }
    }

    private byte[] mutated() {
        String target = any(TARGETS);
        List<String> headers = new ArrayList<>(
                List.of("Host: localhost", "Authorization: Bearer " + token, "Content-Type: application/json"));
        byte[] body = target.startsWith("P") ? any(BODIES).getBytes(UTF_8) : new byte[0];
        boolean isHonest = true;
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            switch (random.nextInt(8)) {
                case 0 -> target = new String(flipped(target.getBytes(ISO_8859_1)), ISO_8859_1);
                case 1 -> target = oddPath(target);
                case 2 -> headers.add(random.nextInt(headers.size() + 1), any(ODD_HEADERS));
                case 3 -> headers.set(random.nextInt(headers.size()), any(ODD_HEADERS));
                case 4 -> headers.add(any(headers));
                case 5 -> body = flipped(body);
                case 6 -> body = oddBody(body, headers);
                default -> isHonest = random.nextInt(4) > 0;
            }
        }
        int length = isHonest || body.length == 0 ? body.length : random.nextInt(body.length + 1);
        String version =
                random.nextInt(40) == 0 ? any(List.of("HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP", "")) : "HTTP/1.1";
        // Whatever else it says of its connection: the answer is whole when that is closed.
        headers.add("Connection: close");
        headers.add("Content-Length: " + length);
        String head = target + " " + version + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        return joined(head.getBytes(ISO_8859_1), body);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String oddPath(String target) {
        int slash = Math.max(0, target.lastIndexOf('/'));
        return switch (random.nextInt(9)) {
            case 0 -> target.substring(0, slash) + "/%zz";
            case 1 -> target.substring(0, slash) + "/%2F%00%ff";
            case 2 -> target.substring(0, slash) + "/../../" + target.substring(slash + 1);
            case 3 ->
                target + "?" + any(List.of("%", "a=%zz", "=&=&", "limit=1&limit=2", "enrollment=%ff%fe", "after=1e9"));
            case 4 -> target + "/" + "x".repeat(random.nextInt(300, 9_000));
            case 5 -> target.replace(" /", " //");
            case 6 ->
                target.replaceFirst("^[A-Z]+", any(List.of("PATCH", "TRACE", "BREW", "CONNECT", "post", "OPTIONS")));
            case 7 ->
                target.replaceFirst(" .*", any(List.of(" *", " http://x/v1/activity", " ", " ?", " /%", " /\u00e4")));
            default -> target.replace("e/", "\u2028;\"'<" + "e/");
        };
    }

    private byte[] oddBody(byte[] body, List<String> headers) {
        return switch (random.nextInt(10)) {
            case 0 -> gzipped(headers, body);
            case 1 -> gzipped(headers, new byte[4 << 20]);
            case 2 -> {
                byte[] whole = gzipped(headers, body);
                yield Arrays.copyOf(whole, random.nextInt(whole.length));
            }
            case 3 -> flipped(gzipped(headers, body));
            case 4 -> new String(body, UTF_8).getBytes(UTF_16LE);
            case 5 -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body);
            case 6 -> ("{\"attempt\": " + "9".repeat(random.nextInt(1, 3_000)) + "}").getBytes(UTF_8);
            case 7 -> ("{\"attempt\": 1e" + random.nextInt(1, 1 << 30) + "}").getBytes(UTF_8);
            case 8 -> "[{\"a\":".repeat(random.nextInt(1, 9_000)).getBytes(UTF_8);
            default ->
                new String(body, UTF_8).replace("l", "\u00e4\ud83d\ude00").getBytes(ISO_8859_1);
        };
    }

    private static byte[] gzipped(List<String> headers, byte[] plain) {
        headers.add("Content-Encoding: gzip");
        return GzipTest.gzip(plain);
    }

    /** One to five bytes are others, gone, or there again. */
    private byte[] flipped(byte[] bytes) {
        byte[] changed = bytes;
        for (int times = random.nextInt(1, 6); times > 0 && changed.length > 0; times--) {
            int at = random.nextInt(changed.length);
            byte[] before = Arrays.copyOf(changed, at);
            byte[] after = Arrays.copyOfRange(changed, at + 1, changed.length);
            changed = switch (random.nextInt(3)) {
                case 0 -> joined(before, joined(new byte[] {(byte) random.nextInt()}, after));
                case 1 -> joined(before, after);
                default -> joined(changed, Arrays.copyOfRange(changed, at, changed.length));
            };
        }
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
