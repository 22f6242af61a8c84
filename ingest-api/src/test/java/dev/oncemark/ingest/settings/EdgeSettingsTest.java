package dev.oncemark.ingest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSettingsTest {

    private static EdgeSettings withOrigins(String origins, boolean isOpen) {
        return EdgeSettings.of(Settings.of(Map.of("oncemark.http.cors.origins", origins)), isOpen);
    }

    @Test
    void shouldTakeOriginsAsBrowsersSendThem() {
        String origins =
                "https://lms.example, http://localhost:3000,capacitor://localhost , https://[2001:db8::1]:8443";

        assertThat(withOrigins(origins, true).origins())
                .containsExactly(
                        "https://lms.example",
                        "http://localhost:3000",
                        "capacitor://localhost",
                        "https://[2001:db8::1]:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lms.example",
                "https://lms.example/",
                "https://lms.example/app",
                "https://LMS.example",
                "https://lms.example:443",
                "http://lms.example:80",
                "https://lms.example http://other.example",
                "null",
                "*, https://lms.example",
                "https://"
            })
    void shouldRefuseAnOriginThatNoBrowserWouldSend(String origins) {
        assertThatThrownBy(() -> withOrigins(origins, false))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ONCEMARK_HTTP_CORS_ORIGINS");
    }

    @Test
    void shouldLetEveryOriginInOnlyWhereTokensAreAskedFor() {
        assertThat(withOrigins("*", false).origins()).containsExactly("*");
        assertThatThrownBy(() -> withOrigins("*", true))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ONCEMARK_AUTH");
    }

    @ParameterizedTest
    @CsvSource({"/oncemark, /oncemark", "/oncemark/, /oncemark", "/a/b-c_d~1, /a/b-c_d~1", "/, ''", "'', ''"})
    void shouldReadAPathPrefix(String given, String prefix) {
        assertThat(EdgeSettings.readablePrefix(given)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oncemark",
                "//evil.example",
                "/a//b",
                "/../a",
                "/a/..",
                "/a b",
                "/a?b",
                "/a#b",
                "/\\evil",
                "http://x/"
            })
    void shouldRefuseAPrefixThatLeadsElsewhere(String given) {
        assertThat(EdgeSettings.readablePrefix(given)).isNull();
        assertThatThrownBy(() -> EdgeSettings.of(Settings.of(Map.of("oncemark.http.path.prefix", given)), false))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ONCEMARK_HTTP_PATH_PREFIX");
    }
}
