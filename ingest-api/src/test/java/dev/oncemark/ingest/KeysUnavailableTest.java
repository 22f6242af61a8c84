package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients and operators see of an issuer that cannot be reached, from the app's start to when it is back. */
class KeysUnavailableTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final String BODY = "{\"lessonId\": \"lesson\"}";

    private static TestIssuer issuer;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer(TOKENS.jwks("kid"));
        issuer.goAway();
        api = RunningApi.start(Map.of(
                "ONCEMARK_AUTH", "jwt",
                "ONCEMARK_AUTH_ISSUER", issuer.url(),
                "ONCEMARK_AUTH_AUDIENCE_CLAIM", "none"));
    }

    @AfterAll
    static void stop() {
        api.close();
        issuer.close();
    }

    private static Answered post(String token) {
        return api.post(
                "/v1/enrollments/" + UUID.randomUUID() + "-of-ann/completions",
                BODY,
                "Authorization",
                "Bearer " + token);
    }

    private static String good() {
        return TOKENS.signed(
                JWSAlgorithm.RS256,
                "kid",
                TestTokens.claims("ann", "completions:write").issuer(issuer.url()));
    }

    @Test
    void shouldAnswer503UntilTheKeysAreThere() throws Exception {
        Answered away = post(good());
        Answered unready = api.get("/health/ready");

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text("type")).isEqualTo("urn:oncemark:problem:keys-unavailable");
        assertThat(Integer.parseInt(away.header("Retry-After"))).isBetween(1, 5);
        assertThat(away.header("WWW-Authenticate")).isNullOrEmpty();
        assertThat(post("nonsense").status()).isEqualTo(401);
        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.bodyText()).contains("\"usable\":false,\"failing\":true");
        assertThat(metric("oncemark_keys_failing")).isEqualTo("1.0");

        issuer.comeBack();
        api.ready();
        assertThat(post(good()).status()).isEqualTo(202);
        assertThat(metric("oncemark_keys_failing")).isEqualTo("0.0");
        assertThat(metric("oncemark_keys_usable")).isEqualTo("1.0");

        issuer.goAway();
        assertThat(post(good()).status()).isEqualTo(202);
        assertThat(post(unknown()).status()).isEqualTo(503);
        assertThat(api.get("/health/ready").status()).isEqualTo(200);
    }

    private static String unknown() {
        var claims = TestTokens.claims("ann", "completions:write").issuer(issuer.url());
        return new TestTokens().signed(JWSAlgorithm.RS256, "unknown", claims);
    }

    private static String metric(String name) {
        String line = name + "{issuer=\"" + issuer.url() + "\"} ";
        return api.get("/metrics")
                .bodyText()
                .lines()
                .filter(metric -> metric.startsWith(line))
                .map(metric -> metric.substring(line.length()))
                .findFirst()
                .orElse("");
    }
}
