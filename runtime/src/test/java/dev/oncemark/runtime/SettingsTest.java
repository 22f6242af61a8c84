package dev.oncemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void shouldPassThroughWhatKafkaUnderstands() {
        Settings settings = Settings.load(
                SettingsTest.class, Map.of("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", "broker:1", "ONCEMARK_OTHER", "x"));
        assertThat(settings.kafka()).containsExactly(Map.entry("bootstrap.servers", "broker:1"));
    }

    @Test
    void shouldReadWhatIsSetForProvidersByTheirNames() {
        Settings settings =
                Settings.load(SettingsTest.class, Map.of("ONCEMARK_AUTH_PROVIDERS_LMS_LEARNER_CLAIM", " user_id "));
        assertThat(settings.providers()).containsExactly(Map.entry("lms.learner.claim", "user_id"));
        assertThat(settings.text("oncemark.auth.providers.lms.learner.claim")).isEqualTo("user_id");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void shouldReadDurationsWithTheirUnits() {
        Settings settings = Settings.of(Map.of("a", "20ms", "b", "10s", "c", "2h"));
        assertThat(settings.duration("a")).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.duration("b")).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.duration("c")).isEqualTo(Duration.ofHours(2));
    }

    private enum Size {
        SMALL,
        LARGE
    }

    @Test
    void shouldReadConstantsInAnyCase() {
        Settings settings = Settings.of(Map.of("a", "large", "b", " Small ", "c", "huge"));
        assertThat(settings.constant("a", Size.class)).isEqualTo(Size.LARGE);
        assertThat(settings.constant("b", Size.class)).isEqualTo(Size.SMALL);
        assertThatThrownBy(() -> settings.constant("c", Size.class))
                .hasMessage("c is 'huge', but has to be one of small, large");
    }

    @Test
    void shouldNameTheSettingItsVariableAndWhatIsWrong() {
        Settings settings = Settings.of(Map.of("oncemark.http.port", "x"));
        assertThatThrownBy(() -> settings.integer("oncemark.http.port", 0, 65_535))
                .hasMessage("oncemark.http.port (ONCEMARK_HTTP_PORT) is 'x', but has to be a whole number");
        assertThatThrownBy(() -> settings.text("oncemark.http.host"))
                .hasMessage("oncemark.http.host (ONCEMARK_HTTP_HOST) is not set");
    }

    @Test
    void shouldTakeTheEnvironmentBeforeTheFileBeforeTheDefaults(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("oncemark.properties"), "oncemark.test.file=file\noncemark.test.both=file\n");
        Settings settings = Settings.load(
                SettingsTest.class,
                Map.of("ONCEMARK_CONFIG_FILE", file.toString(), "ONCEMARK_TEST_BOTH", "environment"));

        assertThat(settings.text("oncemark.test.default")).isEqualTo("default");
        assertThat(settings.text("oncemark.test.file")).isEqualTo("file");
        assertThat(settings.text("oncemark.test.both")).isEqualTo("environment");
    }

    @Test
    void shouldReadAListBetweenCommas() {
        Settings settings = Settings.of(Map.of("oncemark.test.list", " a, b c,, d ,", "oncemark.test.empty", " "));

        assertThat(settings.list("oncemark.test.list")).containsExactly("a", "b c", "d");
        assertThat(settings.list("oncemark.test.empty")).isEmpty();
        assertThat(settings.list("oncemark.test.none")).isEmpty();
    }

    @Test
    void shouldNameAConfigFileThatCannotBeRead() {
        assertThatThrownBy(() -> Settings.load(SettingsTest.class, Map.of("ONCEMARK_CONFIG_FILE", "/no/such/file")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("ONCEMARK_CONFIG_FILE names /no/such/file, which cannot be read");
    }

    @Test
    void shouldReadSecretsFromFiles(@TempDir Path directory) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "s3cret\n");
        Path login = Files.writeString(directory.resolve("jaas"), "Module required password=\"${x}\";");
        Settings settings = Settings.load(
                SettingsTest.class,
                Map.of(
                        "ONCEMARK_TEST_DEFAULT_FILE", password.toString(),
                        "ONCEMARK_KAFKA_SASL_JAAS_CONFIG_FILE", login.toString(),
                        "ONCEMARK_KAFKA_SASL_OAUTHBEARER_ASSERTION_FILE", "/as/it/is"));

        assertThat(settings.text("oncemark.test.default")).isEqualTo("s3cret");
        assertThat(settings.kafka())
                .isEqualTo(Map.of(
                        "sasl.jaas.config", "Module required password=\"${x}\";",
                        "sasl.oauthbearer.assertion.file", "/as/it/is"));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void shouldTakeAValueBeforeOneInAFile() {
        Settings settings = Settings.load(
                SettingsTest.class,
                Map.of("ONCEMARK_TEST_DEFAULT_FILE", "/no/such/file", "ONCEMARK_TEST_DEFAULT", "direct"));
        assertThat(settings.text("oncemark.test.default")).isEqualTo("direct");
    }

    @Test
    void shouldNameASecretsFileThatCannotBeRead() {
        assertThatThrownBy(() ->
                        Settings.load(SettingsTest.class, Map.of("ONCEMARK_TEST_DEFAULT_FILE", "/no/such/secret")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("ONCEMARK_TEST_DEFAULT_FILE names /no/such/secret, which cannot be read");
    }

    @Test
    void shouldTellAVariableThatNoAppKnowsWithTheMostSimilarOne() {
        Settings settings = Settings.load(
                SettingsTest.class,
                Map.of("ONCEMARK_POSTGRES_PASWORD", "x", "ONCEMARK_SINK_THREAD", "2", "ONCEMARK_AUTH", "none"));
        assertThat(settings.warnings())
                .containsExactly(
                        "ONCEMARK_POSTGRES_PASWORD is not known; the most similar setting is ONCEMARK_POSTGRES_PASSWORD",
                        "ONCEMARK_SINK_THREAD is not known; the most similar setting is ONCEMARK_SINK_THREADS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ONCEMARK_STREAMS_STATE_DIR",
                "ONCEMARK_DATA_DIR",
                "ONCEMARK_STACK_KAFKA_PORT",
                "ONCEMARK_TOPICS_PARTITIONS",
                "ONCEMARK_CONFIG_FILE",
                "ONCEMARK_POSTGRES_PASSWORD_FILE",
                "ONCEMARK_KAFKA_ANY_THING",
                "PATH"
            })
    void shouldNotTellWhatBelongsToOthers(String variable) {
        assertThat(new KnownSettings(Set.of()).warnings(Set.of(variable))).isEmpty();
    }

    @Test
    void shouldTellAnOldNameAndTakeItsValue() {
        Settings settings = Settings.load(
                SettingsTest.class, Map.of("ONCEMARK_SINK_RETRYLONGEST", "20s", "ONCEMARK_DATA_DIR", "x"));
        assertThat(settings.warnings())
                .containsExactly("ONCEMARK_SINK_RETRYLONGEST is an old name; it is ONCEMARK_SINK_RETRY_LONGEST now");
        assertThat(settings.duration("oncemark.sink.retry.longest")).isEqualTo(Duration.ofSeconds(20));
    }
}
