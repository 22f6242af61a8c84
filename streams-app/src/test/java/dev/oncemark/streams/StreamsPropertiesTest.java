package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.runtime.Settings;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

    private static Properties properties(Map<String, String> environment) {
        return StreamsProperties.of(StreamsSettings.of(Settings.load(StreamsMain.class, environment)));
    }

    @Test
    void shouldHaveANewInstanceTakeItsTasksWithoutStandingByFirst() {
        StreamsConfig config = new StreamsConfig(properties(Map.of()));

        assertThat(config.getLong(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG)).isEqualTo(1_000_000);
        assertThat(config.getLong(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG))
                .isEqualTo(60_000);
    }

    @Test
    void shouldLetAnInstallationChooseHowMuchIsRestoredAtOnce() {
        StreamsConfig config = new StreamsConfig(properties(Map.of("ONCEMARK_KAFKA_ACCEPTABLE_RECOVERY_LAG", "10000")));

        assertThat(config.getLong(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG)).isEqualTo(10_000);
    }

    @Test
    void shouldWaitTenSecondsForCommittedOffsetsAndNotAMinute() {
        StreamsConfig config = new StreamsConfig(properties(Map.of()));

        assertThat(config.getAdminConfigs("admin")).containsEntry("default.api.timeout.ms", 10_000);
    }
}
