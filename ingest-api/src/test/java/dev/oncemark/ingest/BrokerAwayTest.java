package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Signal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Without a broker nothing is taken, and everybody is told so within a second; with it, all goes on by itself. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokerAwayTest {

    private static final String PATH = "/v1/enrollments/enrollment/completions";
    private static final String BODY = "{\"lessonId\": \"lesson\"}";

    private static Broker broker;
    private static RunningApi api;

    @BeforeAll
    static void start() {
        broker = RealParts.ownBroker("kafka-away");
        broker.stop();
        api = RunningApi.start(Map.of("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        api.close();
        broker.close();
    }

    @Test
    @Order(1)
    void shouldRefuseWhereTheBrokerWasNeverThere() {
        assertRefusedInTime();
        assertThat(api.get("/health/live").status()).isEqualTo(200);
        assertThat(api.get("/health/ready").status()).isEqualTo(503);
    }

    @Test
    @Order(2)
    void shouldTakeRequestsOnceTheBrokerHasCome() {
        broker.start();

        Eventually.isTrue("a request is taken", () -> api.post(PATH, BODY).status() == 202);
        api.ready();
    }

    @Test
    @Order(3)
    void shouldRefuseWhileTheBrokerHangs() {
        broker.signal(Signal.STOP);
        try {
            for (int count = 0; count < 5; count++) {
                assertRefusedInTime();
            }
        } finally {
            broker.signal(Signal.CONT);
        }
        Eventually.isTrue("a request is taken", () -> api.post(PATH, BODY).status() == 202);
    }

    @Test
    @Order(4)
    void shouldRefuseAfterTheBrokerWasKilledAndGoOnAfterItsRestart() {
        broker.kill();
        for (int count = 0; count < 5; count++) {
            assertRefusedInTime();
        }
        broker.start();

        Eventually.isTrue("a request is taken", () -> api.post(PATH, BODY).status() == 202);
        api.ready();
        assertVerdictsCome();
    }

    private static void assertRefusedInTime() {
        long start = System.nanoTime();
        Answered refused = api.post(PATH, BODY, "Prefer", "wait=5");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.text("detail")).contains("safe to retry with the same key");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    private static void assertVerdictsCome() {
        Answered verdict =
                PretendStreamsApp.during(broker.bootstrapServers(), () -> api.post(PATH, BODY, "Prefer", "wait=20"));
        assertThat(verdict.status()).isEqualTo(201);
    }
}
