package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client may take, and what is still answered then. */
class LimitsTest {

    private static final String HEAD = String.join(
            "\r\n",
            "POST /v1/enrollments/e/completions HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Connection: close",
            "");

    private static final String ORIGIN = "Origin: https://lms.example\r\n\r\n";

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.start(Map.of(
                        "ONCEMARK_LIMITS_CONNECTIONS", "20",
                        "ONCEMARK_HTTP_CORS_ORIGINS", "https://lms.example",
                        "ONCEMARK_LIMITS_IDLE", "2s",
                        "ONCEMARK_LIMITS_SLOW", "1s"))
                .ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void shouldCutASenderWhoseBodyComesTooSlowly() throws IOException {
        try (RawHttp slow = new RawHttp(api.port())) {
            slow.send(HEAD + "Content-Length: 100\r\n\r\n{");
            long start = System.nanoTime();

            assertThat(slow.all()).isEmpty();
            assertThat(System.nanoTime() - start).isBetween(500_000_000L, 5_000_000_000L);
        }
    }

    @Test
    void shouldCutAConnectionWithoutARequest() throws IOException {
        try (RawHttp silent = new RawHttp(api.port())) {
            assertThat(silent.send("GET /health/").all()).isEmpty();
        }
    }

    @Test
    void shouldRefuseTooLongALine() throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            String answer = client.send("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .all();
            assertThat(answer).startsWith("HTTP/1.0 414 ").contains("application/problem+json");
        }
    }

    @Test
    void shouldRefuseTooLongHeaders() throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            String answer =
                    client.send(HEAD + "X: " + "x".repeat(20_000) + "\r\n\r\n").all();
            assertThat(answer).startsWith("HTTP/1.1 431 ").contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", "\0\0\0\r\n\r\n"})
    void shouldAnswerAProblemToWhatIsNoHttp(String bytes) throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            assertThat(client.send(bytes).all()).contains(" 400 Bad Request", "application/problem+json");
        }
    }

    @Test
    void shouldNeverFailOnRandomBytes() throws IOException {
        Random random = new Random(7);
        for (int count = 0; count < 200; count++) {
            byte[] body = new byte[random.nextInt(1, 500)];
            random.nextBytes(body);
            try (RawHttp client = new RawHttp(api.port())) {
                client.send(HEAD + "Content-Length: " + body.length + "\r\n\r\n")
                        .send(body);
                assertThat(client.all()).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
            }
        }
    }

    @Test
    void shouldSayWhyABodyWithoutALengthIsTooLarge() throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            for (int count = 0; count < 10; count++) {
                client.send(chunk);
            }
            assertThat(client.send("0\r\n\r\n").all())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("65536");
        }
    }

    @Test
    void shouldAnswerHealthWhereThereAreTooManyConnections() throws IOException {
        List<RawHttp> clients = new ArrayList<>();
        try {
            connectTooMany(clients);
            RawHttp last = clients.get(24);
            String live = last.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .until("}");
            String asked = last.send(
                            "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: POST\r\n" + ORIGIN)
                    .until("\r\n\r\n");
            String refused = last.send(HEAD + "Content-Length: 0\r\n" + ORIGIN).all();

            assertThat(live).startsWith("HTTP/1.1 200 ");
            assertThat(asked).startsWith("HTTP/1.1 204 ").contains("access-control-allow-methods: ");
            assertThat(refused)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("retry-after: 1", "access-control-allow-origin: https://lms.example", "date: ");
        } finally {
            for (RawHttp client : clients) {
                client.close();
            }
        }
    }

    @Test
    void shouldAnswerHealthPathsAloneOverTheConnectionLimit() throws IOException {
        List<RawHttp> clients = new ArrayList<>();
        try {
            connectTooMany(clients);
            String refused = clients.get(24)
                    .send("GET /health/../v1/enrollments/e/progress HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .all();

            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("too-many-clients");
        } finally {
            for (RawHttp client : clients) {
                client.close();
            }
        }
    }

    /** 25 where 20 are taken; each has been answered. */
    private static void connectTooMany(List<RawHttp> clients) throws IOException {
        for (int count = 0; count < 25; count++) {
            clients.add(new RawHttp(api.port()));
            clients.get(count)
                    .send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .until("}");
        }
    }

    @Test
    void shouldCloseWhatIsOverTheBoundAtOnceAndTakeOthersAfterIt() throws IOException {
        List<RawHttp> clients = new ArrayList<>();
        for (int count = 0; count < 20 + 64; count++) {
            clients.add(new RawHttp(api.port()));
        }
        Eventually.isTrue("one more is closed", LimitsTest::isClosedAtOnce);
        for (RawHttp client : clients) {
            client.close();
        }
        Eventually.isTrue("there is room again", () -> !isClosedAtOnce());
    }

    /** One that is taken may be silent for two seconds. */
    private static boolean isClosedAtOnce() {
        long start = System.nanoTime();
        try (RawHttp client = new RawHttp(api.port())) {
            client.all();
            return System.nanoTime() - start < 1_000_000_000L;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
