package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.ingest.settings.IdentityProvider;
import dev.oncemark.ingest.settings.IdentityProvider.Audience;
import dev.oncemark.ingest.settings.IdentityProvider.Claims;
import dev.oncemark.ingest.settings.IdentityProvider.Keys;
import dev.oncemark.runtime.InvalidSettingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How identity providers are written in the environment. */
class AccessSettingsTest {

    private static final Map<String, String> TWO = Map.of(
            "ONCEMARK_AUTH_ISSUER", "https://a.example/, https://b.example",
            "ONCEMARK_AUTH_AUDIENCE", "web,mobile",
            "ONCEMARK_AUTH_ROLES", "cn=students,ou=x=completions:write completions:read; lms = completions:service",
            "ONCEMARK_AUTH_PROVIDERS", "staff",
            "ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER", "https://staff.example",
            "ONCEMARK_AUTH_PROVIDERS_STAFF_JWKS_URL", "https://staff.example/keys",
            "ONCEMARK_AUTH_PROVIDERS_STAFF_ALGORITHMS", "PS256",
            "ONCEMARK_AUTH_PROVIDERS_STAFF_LEARNER_CLAIM", "employee.number");

    private static List<IdentityProvider> providers(Map<String, String> environment) {
        return TestSettings.of(environment).access().providers();
    }

    @Test
    void shouldReadListsAndWhatAProviderHasOfItsOwn() {
        Map<String, List<String>> roles = Map.of(
                "cn=students,ou=x", List.of("completions:write", "completions:read"),
                "lms", List.of("completions:service"));
        Audience audience = new Audience("aud", List.of("web", "mobile"));

        assertThat(providers(TWO))
                .containsExactly(
                        new IdentityProvider(
                                "oncemark.auth.",
                                List.of("https://a.example/", "https://b.example"),
                                new Keys(null, null),
                                audience,
                                List.of("RS256", "ES256"),
                                new Claims("sub", List.of("scope", "scp"), roles)),
                        new IdentityProvider(
                                "oncemark.auth.providers.staff.",
                                List.of("https://staff.example"),
                                new Keys(null, "https://staff.example/keys"),
                                audience,
                                List.of("PS256"),
                                new Claims("employee.number", List.of("scope", "scp"), roles)));
    }

    @Test
    void shouldNotTakeKeysOrIssuersOfOneProviderForAnother() {
        refuses(
                Map.of("ONCEMARK_AUTH_PUBLIC_KEY_FILE", "k", "ONCEMARK_AUTH_PROVIDERS", "staff"),
                "ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER");
        refuses(
                Map.of(
                        "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "k",
                        "ONCEMARK_AUTH_PROVIDERS", "staff",
                        "ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER", "staff"),
                "ONCEMARK_AUTH_PROVIDERS_STAFF_JWKS_URL");
        refuses(
                Map.of(
                        "ONCEMARK_AUTH_ISSUER", "https://a.example",
                        "ONCEMARK_AUTH_PROVIDERS", "staff",
                        "ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER", "https://a.example"),
                "https://a.example");
    }

    @Test
    void shouldNameASettingThatIsOfNoProvider() {
        Map<String, String> one = Map.of("ONCEMARK_AUTH_PUBLIC_KEY_FILE", "k");
        refuses(with(one, "ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER", "x"), "ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER");
        refuses(with(TWO, "ONCEMARK_AUTH_PROVIDERS_STAFF_AUDIANCE", "x"), "ONCEMARK_AUTH_PROVIDERS_STAFF_AUDIANCE");
        refuses(with(TWO, "ONCEMARK_AUTH_PROVIDERS", "Staff-2"), "Staff-2");
    }

    @Test
    void shouldRefuseWhatCannotBeMeant() {
        refuses(with(TWO, "ONCEMARK_AUTH_ROLES", "student"), "ONCEMARK_AUTH_ROLES");
        refuses(with(TWO, "ONCEMARK_AUTH_ISSUER", "https://a.example https://b.example"), "ONCEMARK_AUTH_ISSUER");
        refuses(with(TWO, "ONCEMARK_AUTH_LEEWAY", "1h"), "ONCEMARK_AUTH_LEEWAY");
        refuses(with(TWO, "ONCEMARK_AUTH_KEYS_OUTAGE", "1m"), "ONCEMARK_AUTH_KEYS_OUTAGE");
    }

    private static Map<String, String> with(Map<String, String> environment, String variable, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(variable, value);
        return all;
    }

    private static void refuses(Map<String, String> environment, String told) {
        assertThatThrownBy(() -> providers(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(told);
    }
}
