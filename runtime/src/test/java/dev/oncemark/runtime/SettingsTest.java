package dev.oncemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void shouldPassThroughWhatKafkaUnderstands() {
        Settings settings = Settings.load(
                SettingsTest.class, Map.of("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", "broker:1", "ONCEMARK_OTHER", "x"));
        assertThat(settings.kafka()).containsExactly(Map.entry("bootstrap.servers", "broker:1"));
    }

    @Test
    void shouldReadDurationsWithTheirUnits() {
        Settings settings = Settings.of(Map.of("a", "20ms", "b", "10s", "c", "2h"));
        assertThat(settings.duration("a")).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.duration("b")).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.duration("c")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void shouldNameTheSettingItsVariableAndWhatIsWrong() {
        Settings settings = Settings.of(Map.of("oncemark.http.port", "x"));
        assertThatThrownBy(() -> settings.integer("oncemark.http.port", 0, 65_535))
                .hasMessage("oncemark.http.port (ONCEMARK_HTTP_PORT) is 'x', but has to be a whole number");
        assertThatThrownBy(() -> settings.text("oncemark.http.host"))
                .hasMessage("oncemark.http.host (ONCEMARK_HTTP_HOST) is not set");
    }
}
