package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Verdicts as they come. */
class EventsTest {

    private static RunningApi api;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = "/v1/enrollments/" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        streamsApp = PretendStreamsApp.start(RealParts.broker().bootstrapServers());
        api = RunningApi.start(Map.of("ONCEMARK_HTTP_HEARTBEAT", "300ms", "ONCEMARK_RESULTS_RECENT", "3"))
                .ready();
    }

    @AfterAll
    static void stop() {
        api.close();
        streamsApp.close();
    }

    private RawHttp follow(String headers) throws IOException {
        RawHttp client = new RawHttp(api.port());
        client.send("GET " + enrollment + "/events HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        assertThat(client.until("retry: 2000")).startsWith("HTTP/1.1 200 ").contains("text/event-stream");
        return client;
    }

    private void complete(String lessonId) {
        api.post(enrollment + "/completions", "{\"lessonId\": \"" + lessonId + "\"}", "Prefer", "wait=10");
    }

    private static String idIn(String event) {
        return event.replaceFirst("(?s).*id: ([0-9-]+)\n.*", "$1");
    }

    @Test
    void shouldTellVerdictsAsTheyCome() throws IOException {
        try (RawHttp client = follow("")) {
            complete("lesson");
            String accepted = client.until("\n\n");
            complete("lesson");

            assertThat(accepted + client.until("ACCEPTED")).contains("event: accepted", "\"lessonId\":\"lesson\"");
            assertThat(client.until("\"retryable\"")).contains("event: rejected", "\"reason\":\"ALREADY_COMPLETED\"");
            assertThat(client.until("\n\n")).startsWith(":false");
        }
    }

    @Test
    void shouldTellThatALessonWasTakenBack() throws IOException {
        try (RawHttp client = follow("")) {
            complete("lesson");
            client.until("event: accepted");
            api.send(
                    "DELETE",
                    enrollment + "/lessons/lesson/completion?reason=MISTAKE",
                    null,
                    "Idempotency-Key",
                    enrollment);

            assertThat(client.until("\"commandReason\":\"MISTAKE\"") + client.until("\n\n"))
                    .contains("event: revoked", "\"lessonId\":\"lesson\"", "\"status\":\"REVOKED\"");
        }
    }

    @Test
    void shouldTellThatAnotherAttemptBegan() throws IOException {
        String reset;
        try (RawHttp client = follow("")) {
            complete("lesson");
            client.until("event: accepted");
            api.post(enrollment + "/attempts", "{\"attempt\": 2, \"reason\": \"AGAIN\"}");

            reset = client.until("\"commandReason\":\"AGAIN\"") + client.until("\n\n");
            assertThat(reset).contains("event: reset", "\"attempt\":2", "\"status\":\"RESET\"");
        }
        complete("after");

        try (RawHttp client = follow("Last-Event-ID: " + idIn(reset) + "\r\n")) {
            assertThat(client.until("\"inOffset\"")).contains("after").doesNotContain("event: reset");
        }
    }

    @Test
    void shouldResumeAfterTheLastEventThatWasSeen() throws IOException {
        String seen;
        try (RawHttp client = follow("")) {
            complete("first");
            seen = idIn(client.until("\"inOffset\""));
        }
        complete("second");

        try (RawHttp client = follow("Last-Event-ID: " + seen + "\r\n")) {
            assertThat(client.until("\"inOffset\"")).contains("second").doesNotContain("first", "event: gap");
        }
    }

    @Test
    void shouldSayWhereEventsMayBeMissing() throws IOException {
        String seen;
        try (RawHttp client = follow("")) {
            complete("first");
            seen = idIn(client.until("\"inOffset\""));
        }
        for (int count = 0; count < 5; count++) {
            complete("lesson " + count);
        }

        try (RawHttp client = follow("Last-Event-ID: " + seen + "\r\n")) {
            assertThat(client.until("\"inOffset\"")).contains("event: gap", "lesson 2");
        }
    }

    @Test
    void shouldShowThatTheStreamIsAlive() throws IOException {
        try (RawHttp client = follow("")) {
            assertThat(client.until(": alive")).isNotEmpty();
        }
    }
}
