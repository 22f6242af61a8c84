package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.ingest.settings.Access;
import dev.oncemark.ingest.settings.EdgeSettings;
import dev.oncemark.ingest.settings.IdentityProvider;
import dev.oncemark.ingest.settings.IdentityProvider.Audience;
import dev.oncemark.ingest.settings.IdentityProvider.Claims;
import dev.oncemark.ingest.settings.IdentityProvider.Keys;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.settings.IngestSettings.Commands;
import dev.oncemark.ingest.settings.IngestSettings.Connections;
import dev.oncemark.ingest.settings.IngestSettings.Delivery;
import dev.oncemark.ingest.settings.IngestSettings.Http;
import dev.oncemark.ingest.settings.IngestSettings.IndexLimits;
import dev.oncemark.ingest.settings.IngestSettings.Limits;
import dev.oncemark.ingest.settings.IngestSettings.Occurred;
import dev.oncemark.ingest.settings.IngestSettings.Postgres;
import dev.oncemark.ingest.settings.IngestSettings.Rate;
import dev.oncemark.ingest.settings.IngestSettings.Sizes;
import dev.oncemark.ingest.settings.IngestSettings.Waits;
import dev.oncemark.runtime.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {

    private static IngestSettings settings(Map<String, String> environment) {
        return IngestSettings.of(Settings.load(IngestMain.class, environment));
    }

    @Test
    void shouldHaveTheseDefaults() {
        IngestSettings settings = settings(Map.of("ONCEMARK_AUTH_PUBLIC_KEY_FILE", "key.pem"));

        assertThat(settings)
                .isEqualTo(new IngestSettings(
                        new Http(
                                "127.0.0.1",
                                8080,
                                2,
                                new Waits(Duration.ofSeconds(30), Duration.ofSeconds(8)),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(5),
                                new EdgeSettings(List.of(), "", List.of())),
                        Map.of("bootstrap.servers", "127.0.0.1:9092"),
                        new Delivery(
                                Duration.ofMillis(700),
                                Duration.ofMillis(100),
                                Duration.ofMillis(1),
                                16_384,
                                8_192,
                                Duration.ofMillis(250)),
                        new IndexLimits(
                                50_000, 5_000, 100_000, 50_000, "oncemark-streams", Duration.ofSeconds(30), 20_000),
                        new Limits(
                                new Sizes(8_192, 16_384, 65_536, 262_144, 500),
                                new Occurred(Instant.parse("2010-01-01T00:00:00Z"), Duration.ofMinutes(5)),
                                new Rate(50, 200),
                                new Rate(200_000, 400_000),
                                new Connections(20_000, 5_000, Duration.ofSeconds(75), Duration.ofSeconds(10))),
                        new Access(
                                false,
                                List.of(new IdentityProvider(
                                        "oncemark.auth.",
                                        List.of("oncemark"),
                                        new Keys("key.pem", null),
                                        new Audience("aud", List.of("oncemark")),
                                        List.of("RS256", "ES256"),
                                        new Claims("sub", List.of("scope", "scp"), Map.of()))),
                                Duration.ofSeconds(60),
                                Duration.ofHours(24),
                                new Commands(false, false)),
                        new Postgres(
                                "jdbc:postgresql://127.0.0.1:5433/oncemark",
                                "oncemark_api",
                                null,
                                4,
                                Duration.ofSeconds(2),
                                Duration.ofMillis(50))));
    }

    @Test
    void shouldRefuseToStartWithoutAKey() {
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ONCEMARK_AUTH_PUBLIC_KEY_FILE");
    }

    @Test
    void shouldRefuseTwoPlacesOfKeys() {
        assertThatThrownBy(() -> settings(
                        Map.of("ONCEMARK_AUTH_PUBLIC_KEY_FILE", "key.pem", "ONCEMARK_AUTH_JWKS_URL", "http://x/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAskForNoTokensOnTheLocalAddressOnly() {
        assertThat(settings(Map.of("ONCEMARK_AUTH", "none")).access().isOpen()).isTrue();
        assertThatThrownBy(() -> settings(Map.of("ONCEMARK_AUTH", "none", "ONCEMARK_HTTP_HOST", "0.0.0.0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ONCEMARK_HTTP_HOST");
    }

    @Test
    void shouldRefuseAKindOfAccessThatThereIsNot() {
        assertThatThrownBy(() -> settings(Map.of("ONCEMARK_AUTH", "non", "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "key.pem")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
