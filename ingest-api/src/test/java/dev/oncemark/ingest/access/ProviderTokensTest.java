package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.oncemark.ingest.TestSettings;
import dev.oncemark.ingest.TestTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens as the usual providers write them, with the settings that docs/operations.md has for each. */
class ProviderTokensTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final String ROLES = "student=completions:write completions:read; registrar=completions:admin";

    @TempDir
    private static Path directory;

    private static String keys = "";

    /** A provider's settings, a token of it, and who that is. */
    record Shape(
            String provider,
            Map<String, String> settings,
            JWSAlgorithm algorithm,
            String claims,
            String learner,
            String name,
            Set<Scope> scopes) {

        @Override
        public String toString() {
            return provider;
        }
    }

    private static final Map<String, String> KEYCLOAK = Map.of(
            "ONCEMARK_AUTH_ISSUER", "https://id.example/realms/school",
            "ONCEMARK_AUTH_LEARNER_CLAIM", "preferred_username",
            "ONCEMARK_AUTH_SCOPE_CLAIMS", "scope, realm_access.roles",
            "ONCEMARK_AUTH_ROLES", ROLES);

    private static final Map<String, String> ENTRA = Map.of(
            "ONCEMARK_AUTH_ISSUER", "https://login.microsoftonline.com/7b/v2.0, https://sts.windows.net/7b/",
            "ONCEMARK_AUTH_AUDIENCE", "api://oncemark, 11111111-2222-3333-4444-555555555555",
            "ONCEMARK_AUTH_LEARNER_CLAIM", "oid",
            "ONCEMARK_AUTH_SCOPE_CLAIMS", "scp, roles",
            "ONCEMARK_AUTH_ROLES", "Completions.Write=completions:write; Completions.Service=completions:service");

    private static final Map<String, String> COGNITO = Map.of(
            "ONCEMARK_AUTH_ISSUER", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab1",
            "ONCEMARK_AUTH_AUDIENCE", "webapp, mobileapp",
            "ONCEMARK_AUTH_AUDIENCE_CLAIM", "client_id",
            "ONCEMARK_AUTH_LEARNER_CLAIM", "username",
            "ONCEMARK_AUTH_SCOPE_CLAIMS", "scope, cognito:groups",
            "ONCEMARK_AUTH_ROLES", ROLES + "; oncemark/service=completions:service");

    private static final Map<String, String> AUTH0 = Map.of(
            "ONCEMARK_AUTH_ISSUER", "https://school.eu.auth0.com/",
            "ONCEMARK_AUTH_AUDIENCE", "https://oncemark.example",
            "ONCEMARK_AUTH_LEARNER_CLAIM", "https://school.example/learner_id",
            "ONCEMARK_AUTH_SCOPE_CLAIMS", "scope, permissions");

    private static final Map<String, String> OPEN_EDX = Map.of(
            "ONCEMARK_AUTH_ISSUER", "https://lms.example/oauth2",
            "ONCEMARK_AUTH_AUDIENCE", "openedx",
            "ONCEMARK_AUTH_ALGORITHMS", "RS512",
            "ONCEMARK_AUTH_LEARNER_CLAIM", "user_id",
            "ONCEMARK_AUTH_SCOPE_CLAIMS", "scopes",
            "ONCEMARK_AUTH_ROLES", "user_id=completions:write completions:read");

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape(
                        "Keycloak, a user",
                        KEYCLOAK,
                        JWSAlgorithm.RS256,
                        """
                        {"iss": "https://id.example/realms/school", "aud": ["oncemark", "account"], "typ": "Bearer",
                         "sub": "f3c1d2", "azp": "web", "preferred_username": "ada", "scope": "openid profile email",
                         "realm_access": {"roles": ["default-roles-school", "student"]}}""",
                        "ada",
                        "learner:ada",
                        Set.of(Scope.WRITE, Scope.READ)),
                new Shape(
                        "Keycloak, a registrar that is no learner",
                        KEYCLOAK,
                        JWSAlgorithm.RS256,
                        """
                        {"iss": "https://id.example/realms/school", "aud": "oncemark", "sub": "99aa",
                         "realm_access": {"roles": ["registrar", "student"]}}""",
                        "",
                        "admin:99aa",
                        Set.of(Scope.ADMIN)),
                new Shape(
                        "Entra, a user by the second version's endpoint",
                        ENTRA,
                        JWSAlgorithm.RS256,
                        """
                        {"iss": "https://login.microsoftonline.com/7b/v2.0", "ver": "2.0", "tid": "7b",
                         "aud": "11111111-2222-3333-4444-555555555555", "azp": "web", "scp": "Completions.Write",
                         "sub": "pairwise-of-the-web-app", "oid": "0000-ada", "preferred_username": "ada@school.example"}""",
                        "0000-ada",
                        "learner:0000-ada",
                        Set.of(Scope.WRITE)),
                new Shape(
                        "Entra, an app by the first version's endpoint",
                        ENTRA,
                        JWSAlgorithm.RS256,
                        """
                        {"iss": "https://sts.windows.net/7b/", "ver": "1.0", "aud": "api://oncemark", "appid": "lms",
                         "sub": "lms-object", "oid": "lms-object", "roles": ["Completions.Service"]}""",
                        "",
                        "service@https://sts.windows.net/7b/ lms-object",
                        Set.of(Scope.SERVICE)),
                new Shape(
                        "Cognito, a user: no aud",
                        COGNITO,
                        JWSAlgorithm.RS256,
                        """
                        {"iss": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab1", "token_use": "access",
                         "sub": "aaaa-bbbb", "client_id": "mobileapp", "username": "ada", "scope": "openid email",
                         "cognito:groups": ["student"], "version": 2}""",
                        "ada",
                        "learner:ada",
                        Set.of(Scope.WRITE, Scope.READ)),
                new Shape(
                        "Cognito, an app",
                        COGNITO,
                        JWSAlgorithm.RS256,
                        """
                        {"iss": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab1", "token_use": "access",
                         "sub": "webapp", "client_id": "webapp", "scope": "oncemark/service"}""",
                        "",
                        "service:webapp",
                        Set.of(Scope.SERVICE)),
                new Shape(
                        "Auth0, a user with permissions and a claim that begins with a URL",
                        AUTH0,
                        JWSAlgorithm.RS256,
                        """
                        {"iss": "https://school.eu.auth0.com/", "aud": ["https://oncemark.example",
                         "https://school.eu.auth0.com/userinfo"], "sub": "auth0|5f7c", "azp": "web",
                         "scope": "openid profile", "permissions": ["completions:write", "completions:read"],
                         "https://school.example/learner_id": "ada"}""",
                        "ada",
                        "learner:ada",
                        Set.of(Scope.WRITE, Scope.READ)),
                new Shape(
                        "Open edX, a user with a number",
                        OPEN_EDX,
                        JWSAlgorithm.RS512,
                        """
                        {"iss": "https://lms.example/oauth2", "aud": "openedx", "sub": "5bd1dcd4a0a2", "user_id": 42,
                         "preferred_username": "ada", "scopes": ["user_id", "email", "profile"], "version": "1.2.0",
                         "filters": ["user:me"], "is_restricted": false, "administrator": false}""",
                        "42",
                        "learner:42",
                        Set.of(Scope.WRITE, Scope.READ)));
    }

    @BeforeAll
    static void writeKeys() throws IOException {
        keys = TOKENS.publicKeys(directory).toString();
    }

    private static TokenVerifier verifier(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("ONCEMARK_AUTH_PUBLIC_KEY_FILE", keys);
        return new TokenVerifier(new Issuers(TestSettings.of(all).access()));
    }

    private static JWTClaimsSet.Builder claims(String json) {
        try {
            return new JWTClaimsSet.Builder(JWTClaimsSet.parse(JSONObjectUtils.parse(json)))
                    .issueTime(Date.from(Instant.now()))
                    .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        } catch (ParseException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldKnowTheCaller(Shape shape) {
        Caller caller =
                verifier(shape.settings()).verify(TOKENS.signed(shape.algorithm(), "kid", claims(shape.claims())));

        assertThat(caller.learnerId() == null ? "" : caller.learnerId()).isEqualTo(shape.learner());
        assertThat(caller.name()).isEqualTo(shape.name());
        assertThat(caller.scopes()).isEqualTo(shape.scopes());
    }

    @Test
    void shouldNotLetAnAdministratorWhoIsNoLearnerSubmit() {
        Caller registrar = verifier(KEYCLOAK).verify(TOKENS.rs256(claims("""
                {"iss": "https://id.example/realms/school", "aud": "oncemark", "sub": "99aa",
                 "realm_access": {"roles": ["registrar", "student"]}}""")));

        assertThat(registrar.may(Scope.WRITE)).isFalse();
        assertThat(registrar.may(Scope.READ)).isTrue();
        assertThat(registrar.isService()).isFalse();
        assertThat(registrar.mayReadOf("ada")).isTrue();
    }

    @Test
    void shouldNeverTakeALearnerWithoutALearnersId() {
        for (String id :
                List.of("null", "\"\"", "1.5", "true", "[\"ada\"]", "{\"a\": 1}", "\"" + "x".repeat(256) + "\"")) {
            String token = TOKENS.rs256(claims("""
                    {"iss": "https://id.example/realms/school", "aud": "oncemark", "sub": "ada",
                     "realm_access": {"roles": ["student"]}, "preferred_username": %s}""".formatted(id)));

            assertThatThrownBy(() -> verifier(KEYCLOAK).verify(token))
                    .as(id)
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessageContaining("preferred_username");
        }
    }

    @Test
    void shouldRefuseATokenForAnotherAppByWhicheverClaim() {
        String another = """
                {"iss": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab1", "sub": "s", "username": "ada",
                 "aud": "webapp", "client_id": "another"}""";

        assertThatThrownBy(() -> verifier(COGNITO).verify(TOKENS.rs256(claims(another))))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("client_id");
    }

    @Test
    void shouldTakeAnyAudienceWhereNoneIsAskedFor() {
        String without = "{\"iss\": \"oncemark\", \"sub\": \"ada\", \"scope\": \"completions:write\"}";

        assertThat(verifier(Map.of("ONCEMARK_AUTH_AUDIENCE_CLAIM", "none"))
                        .verify(TOKENS.rs256(claims(without)))
                        .learnerId())
                .isEqualTo("ada");
        assertThatThrownBy(() -> verifier(Map.of()).verify(TOKENS.rs256(claims(without))))
                .isInstanceOf(InvalidTokenException.class);
    }
}
