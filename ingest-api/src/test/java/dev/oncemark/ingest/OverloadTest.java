package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Signal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More requests than the broker takes: those over the bound are refused at once, and the API stays up. */
class OverloadTest {

    private static final String ORIGIN = "https://lms.example";
    private static final int BOUND = 10;
    private static final int CLIENTS = 200;

    private static Answered post(RunningApi api) {
        return send(api).join();
    }

    private static CompletableFuture<Answered> send(RunningApi api) {
        return api.sendAsync(
                "POST", "/v1/enrollments/overload/completions", "{\"lessonId\": \"lesson\"}", "Origin", ORIGIN);
    }

    /** As a browser asks before it sends anything: a page could not read the 503 otherwise. */
    private static Answered preflight(RunningApi api) {
        return api.send(
                "OPTIONS",
                "/v1/enrollments/overload/completions",
                null,
                "Origin",
                ORIGIN,
                "Access-Control-Request-Method",
                "POST");
    }

    @Test
    void shouldRefuseWhatIsOverTheBoundAndAnswerHealthMeanwhile() {
        Broker broker = RealParts.ownBroker("kafka-overload");
        Map<String, String> environment = Map.of(
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "ONCEMARK_BROKER_IN_FLIGHT_MAX", String.valueOf(BOUND),
                "ONCEMARK_HTTP_CORS_ORIGINS", ORIGIN);
        try (broker;
                RunningApi api = RunningApi.start(environment).ready()) {
            assertThat(post(api).status()).isEqualTo(202);
            broker.signal(Signal.STOP);
            List<CompletableFuture<Answered>> sent =
                    IntStream.range(0, CLIENTS).mapToObj(client -> send(api)).toList();

            assertThat(api.get("/health/live").status()).isEqualTo(200);
            assertThat(api.get("/metrics").status()).isEqualTo(200);
            assertThat(preflight(api).header("Access-Control-Allow-Methods")).contains("POST");
            List<Answered> answers = sent.stream().map(CompletableFuture::join).toList();
            broker.signal(Signal.CONT);

            assertThat(answers)
                    .allMatch(answer -> answer.status() == 503)
                    .allMatch(answer -> answer.header("Retry-After").equals("1"))
                    .allMatch(answer ->
                            answer.header("Access-Control-Allow-Origin").equals(ORIGIN))
                    .filteredOn(answer -> answer.text("detail").startsWith("too many requests"))
                    .isNotEmpty();
            Eventually.isTrue("requests are taken again", () -> post(api).status() == 202);
        }
    }
}
