package dev.oncemark.ingest;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who hangs up does not wait any more, however long it meant to. Nobody decides here. */
class WaitersGoneTest {

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.start(Map.of()).ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | POST /v1/enrollments/gone/completions | {\"lessonId\": \"a\"}",
                "1 | PUT /v1/enrollments/gone/lessons/a/completion | {}",
                "1 | POST /api/progress/ | {\"enrollment\": \"gone\", \"lesson\": \"a\"}",
                "2 | POST /v1/completions:batch | {\"items\": [{\"enrollmentId\": \"gone\", \"lessonId\": \"a\"},"
                        + " {\"enrollmentId\": \"gone\", \"lessonId\": \"b\"}]}"
            })
    void shouldLetGoOfWhoHungUp(int waits, String request, String body) throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            client.send(String.join(
                    "\r\n",
                    request + " HTTP/1.1",
                    "Host: localhost",
                    "Prefer: wait=30",
                    "Content-Type: application/json",
                    "Content-Length: " + body.length(),
                    "",
                    body));
            Eventually.isTrue("it waits", () -> waiting() == waits);
        }
        Eventually.isTrue("nobody waits", () -> waiting() == 0);
    }

    private static int waiting() {
        return api.get("/v1/activity").json().at("/counts/waiting").asInt();
    }
}
