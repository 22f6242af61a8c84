package dev.oncemark.sink.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.runtime.HttpAddress;
import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkSettingsTest {

    @Test
    void shouldHaveDefaults() {
        SinkSettings settings = settings(Map.of());

        assertThat(settings.http()).isEqualTo(new HttpAddress("127.0.0.1", 8082));
        assertThat(settings.postgres())
                .isEqualTo(new SinkSettings.Postgres("jdbc:postgresql://127.0.0.1:5433/oncemark", "oncemark_sink", ""));
        assertThat(settings.platform())
                .isEqualTo(new PlatformSettings(
                        URI.create("http://127.0.0.1:8083"),
                        "lms-source",
                        new SinkSettings.Postgres("jdbc:postgresql://127.0.0.1:5433/oncemark", "oncemark_sink", "")));
        assertThat(settings.threads()).isEqualTo(2);
        assertThat(settings.retry()).isEqualTo(new SinkSettings.Retry(Duration.ofMillis(250), Duration.ofSeconds(5)));
        assertThat(settings.kafka().passedThrough())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "127.0.0.1:9092",
                        "group.id", "oncemark-sink",
                        "client.id", "oncemark-sink",
                        "max.poll.records", "5000",
                        "fetch.max.bytes", "8388608",
                        "max.partition.fetch.bytes", "1048576",
                        "fetch.max.wait.ms", "1000",
                        "session.timeout.ms", "10000",
                        "heartbeat.interval.ms", "3000",
                        "partition.assignment.strategy",
                                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"));
    }

    @Test
    void shouldTakeTheEnvironmentBeforeDefaults() {
        SinkSettings settings = settings(Map.of(
                "ONCEMARK_HTTP_PORT", "18082",
                "ONCEMARK_POSTGRES_PASSWORD", "secret",
                "ONCEMARK_SINK_RETRY_LONGEST", "20s",
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "ONCEMARK_KAFKA_GROUP_INSTANCE_ID", "sink-a"));

        assertThat(settings.http().port()).isEqualTo(18_082);
        assertThat(settings.postgres().password()).isEqualTo("secret");
        assertThat(settings.postgres().toString()).doesNotContain("secret");
        assertThat(settings.retry().longest()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.kafka().passedThrough())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("group.instance.id", "sink-a");
    }

    @Test
    void shouldWatchNothingWhereThePlatformIsNotNamed() {
        PlatformSettings platform = settings(Map.of("ONCEMARK_CONNECT_URL", "", "ONCEMARK_PLATFORM_URL", ""))
                .platform();

        assertThat(platform.connect()).isNull();
        assertThat(platform.database()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ONCEMARK_HTTP_HOST, '', oncemark.http.host (ONCEMARK_HTTP_HOST) is not set",
        "ONCEMARK_HTTP_PORT, 65536, oncemark.http.port (ONCEMARK_HTTP_PORT) is 65536, but has to be from 0 to 65535",
        "ONCEMARK_POSTGRES_URL, '', oncemark.postgres.url (ONCEMARK_POSTGRES_URL) is not set",
        "ONCEMARK_POSTGRES_URL, mysql://x, oncemark.postgres.url (ONCEMARK_POSTGRES_URL) has to begin with jdbc:postgresql:",
        "ONCEMARK_POSTGRES_USER, '', oncemark.postgres.user (ONCEMARK_POSTGRES_USER) is not set",
        "ONCEMARK_PLATFORM_URL, jdbc:mysql://x, oncemark.platform.url (ONCEMARK_PLATFORM_URL) has to begin with jdbc:postgresql:",
        "ONCEMARK_PLATFORM_USER, '', oncemark.platform.user (ONCEMARK_PLATFORM_USER) is not set",
        "ONCEMARK_CONNECT_URL, connect:8083, 'oncemark.connect.url (ONCEMARK_CONNECT_URL) is ''connect:8083'', but has to be'",
        "ONCEMARK_SINK_THREADS, 0, oncemark.sink.threads (ONCEMARK_SINK_THREADS) is 0, but has to be from 1 to 64",
        "ONCEMARK_SINK_RETRY_FIRST, 0ms, oncemark.sink.retry.first (ONCEMARK_SINK_RETRY_FIRST) has to be at least 1ms",
        "ONCEMARK_SINK_RETRY_LONGEST, 1ms, oncemark.sink.retry.longest (ONCEMARK_SINK_RETRY_LONGEST) has to be at least",
        "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS, '', oncemark.kafka.bootstrap.servers (ONCEMARK_KAFKA_BOOTSTRAP_SERVERS) is not set",
        "ONCEMARK_KAFKA_GROUP_ID, '', oncemark.kafka.group.id (ONCEMARK_KAFKA_GROUP_ID) is not set",
        "ONCEMARK_KAFKA_ISOLATION_LEVEL, read_uncommitted, oncemark.kafka.isolation.level (ONCEMARK_KAFKA_ISOLATION_LEVEL) cannot be other than read_committed",
        "ONCEMARK_KAFKA_AUTO_OFFSET_RESET, latest, oncemark.kafka.auto.offset.reset (ONCEMARK_KAFKA_AUTO_OFFSET_RESET) cannot be other than none",
    })
    void shouldNameTheSettingThatIsWrong(String variable, String value, String problem) {
        assertThatThrownBy(() -> settings(Map.of(variable, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(problem);
    }

    private static SinkSettings settings(Map<String, String> variables) {
        return SinkSettings.of(Settings.load(SinkSettings.class, variables));
    }
}
