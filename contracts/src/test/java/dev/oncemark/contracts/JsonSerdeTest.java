package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {

    private static final JsonSerde<CompletionRequest> SERDE = Topics.COMPLETION_REQUESTS.serde();
    private static final String JSON = "{\"requestId\":\"00000000-0000-0000-0000-000000000001\",\"enrollmentId\":\"e\","
            + "\"lessonId\":\"l\",\"occurredAt\":\"2026-01-02T03:04:05.678Z\","
            + "\"receivedAt\":\"2026-01-02T03:04:06Z\",\"clientId\":\"c\"}";

    @Test
    void shouldWriteTimesAsTextAndLeaveOutWhatIsAbsent() {
        var request = new CompletionRequest(
                new UUID(0, 1),
                "e",
                "l",
                Instant.parse("2026-01-02T03:04:05.678999Z"),
                Instant.parse("2026-01-02T03:04:06Z"),
                "c",
                null);
        assertThat(new String(SERDE.serialize("t", request), UTF_8)).isEqualTo(JSON);
        assertThat(SERDE.read("t", JSON.getBytes(UTF_8))).isEqualTo(request);
    }

    @Test
    void shouldIgnoreFieldsOfNewerWriters() {
        String newer = JSON.replaceFirst("\\{", "{\"new\":{\"a\":[1]},");
        assertThat(SERDE.read("t", newer.getBytes(UTF_8)).lessonId()).isEqualTo("l");
    }

    @Test
    void shouldNameTheFieldThatIsMissing() {
        String without = JSON.replace("\"lessonId\":\"l\",", "");
        assertThatThrownBy(() -> SERDE.read("t", without.getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("lessonId is missing");
    }

    @Test
    void shouldRefuseWhatFollowsTheValue() {
        assertThatThrownBy(() -> SERDE.read("t", (JSON + "{}").getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
    }
}
