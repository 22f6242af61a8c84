package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.TestSettings;
import dev.oncemark.ingest.TestTokens;
import dev.oncemark.runtime.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token is refused for, and whose it is where there are several issuers. */
class TokenVerifierTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final TestTokens OTHERS = new TestTokens();
    private static final String ALL = "RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512";

    @TempDir
    private Path directory;

    private Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void writeKeys() throws IOException {
        settings.put(
                "ONCEMARK_AUTH_PUBLIC_KEY_FILE", TOKENS.publicKeys(directory).toString());
    }

    private TokenVerifier verifier() {
        return new TokenVerifier(new Issuers(TestSettings.of(settings).access()));
    }

    private static JWTClaimsSet.Builder ada() {
        return TestTokens.claims("ada", "completions:write");
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
    void shouldTakeEveryAlgorithmThatIsAllowedAndNoOther(String algorithm) {
        String token = TOKENS.signed(JWSAlgorithm.parse(algorithm), null, ada());
        settings.put("ONCEMARK_AUTH_ALGORITHMS", algorithm);
        assertThat(verifier().verify(token).learnerId()).isEqualTo("ada");

        settings.put("ONCEMARK_AUTH_ALGORITHMS", ALL.replace(algorithm, algorithm.equals("RS256") ? "ES256" : "RS256"));
        assertThatThrownBy(() -> verifier().verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "HS384", "HS512", "EdDSA", "rs256", "RS1"})
    void shouldNotBeSetToTakeWhatNeedsNoPrivateKey(String algorithm) {
        settings.put("ONCEMARK_AUTH_ALGORITHMS", "RS256," + algorithm);

        assertThatThrownBy(this::verifier)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("ONCEMARK_AUTH_ALGORITHMS", algorithm);
    }

    @Test
    void shouldRefuseWhatIsNotSignedByAPrivateKey() {
        settings.put("ONCEMARK_AUTH_ALGORITHMS", ALL);
        TokenVerifier verifier = verifier();

        assertThatThrownBy(() -> verifier.verify(TestTokens.unsigned(ada()))).isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> verifier.verify(TOKENS.hs256WithThePublicKey(ada())))
                .isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"iss\": 1}",
                "{\"iss\": [\"oncemark\"], \"sub\": \"ada\"}",
                "{\"iss\": \"oncemark\", \"aud\": \"oncemark\", \"sub\": {\"a\": 1}, \"exp\": 9999999999}",
                "{\"iss\": \"oncemark\", \"aud\": {\"a\": 1}, \"sub\": \"ada\", \"exp\": 9999999999}",
                "{\"iss\": \"oncemark\", \"aud\": [null, 1], \"sub\": \"ada\", \"exp\": 9999999999}",
                "{\"iss\": \"oncemark\", \"aud\": \"oncemark\", \"sub\": \"ada\", \"exp\": \"tomorrow\"}",
                "{\"iss\": \"oncemark\", \"aud\": \"oncemark\", \"sub\": \"ada\", \"exp\": -1e400}",
                "{\"iss\": \"oncemark\", \"aud\": \"oncemark\", \"sub\": \"\", \"exp\": 9999999999}"
            })
    void shouldRefuseClaimsThatCannotBeMeantThoughTheyAreSigned(String claims) throws JOSEException {
        JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload(claims));
        token.sign(new RSASSASigner(TOKENS.rsa.getPrivate()));

        assertThatThrownBy(() -> verifier().verify(token.serialize())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void shouldRefuseEveryTokenThatWasChanged() {
        TokenVerifier verifier = verifier();
        String good = TOKENS.signed(JWSAlgorithm.ES256, "kid", ada());
        Random random = new Random(18);

        for (int count = 0; count < 1_000; count++) {
            StringBuilder changed = new StringBuilder(good);
            // The last character of a signature may have bits that mean nothing.
            int at = random.nextInt(good.length() - 1);
            changed.setCharAt(at, good.charAt(at) == 'A' ? 'B' : 'A');
            assertThatThrownBy(() -> verifier.verify(changed.toString()))
                    .isInstanceOfAny(InvalidTokenException.class, UnknownKeyException.class);
        }
    }

    @Test
    void shouldNotTakeAKeyForAnotherTypeOrCurveThanItsOwn() throws IOException {
        Path onlyOneCurve = directory.resolve("p521.json");
        String keys = TOKENS.jwks("k").toString();
        // The token names the key of another curve, and that of another type.
        Files.writeString(onlyOneCurve, keys);
        settings.put("ONCEMARK_AUTH_PUBLIC_KEY_FILE", onlyOneCurve.toString());
        settings.put("ONCEMARK_AUTH_ALGORITHMS", ALL);
        TokenVerifier verifier = verifier();

        assertThat(verifier.verify(TOKENS.signed(JWSAlgorithm.ES512, "kP-521", ada()))
                        .learnerId())
                .isEqualTo("ada");
        for (String another : new String[] {"kP-256", "kP-384", "k"}) {
            assertThatThrownBy(() -> verifier.verify(TOKENS.signed(JWSAlgorithm.ES512, another, ada())))
                    .isInstanceOf(InvalidTokenException.class);
        }
        assertThatThrownBy(() -> verifier.verify(TOKENS.signed(JWSAlgorithm.RS256, "kP-256", ada())))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void shouldForgiveClocksThatAreAMinuteOff() {
        TokenVerifier verifier = verifier();

        assertThat(verifier.verify(TOKENS.rs256(ada().notBeforeTime(in(10)))).learnerId())
                .isEqualTo("ada");
        assertThat(verifier.verify(TOKENS.rs256(ada().expirationTime(in(-50)))).learnerId())
                .isEqualTo("ada");
        refusesByTime(verifier, TOKENS.rs256(ada().expirationTime(in(-70))));
        refusesByTime(verifier, TOKENS.rs256(ada().notBeforeTime(in(70))));

        settings.put("ONCEMARK_AUTH_LEEWAY", "0s");
        refusesByTime(verifier(), TOKENS.rs256(ada().expirationTime(in(-10))));
    }

    private static void refusesByTime(TokenVerifier verifier, String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        InvalidTokenException.class,
                        refused -> assertThat(refused.isByTime()).isTrue());
    }

    @Test
    void shouldBelieveATokenForAsLongAsItIsForgiven() {
        Date expiry = in(100);

        assertThat(verifier().verify(TOKENS.rs256(ada().expirationTime(expiry))).expiresAt())
                .isEqualTo(Instant.ofEpochSecond(expiry.toInstant().getEpochSecond() + 60));
    }

    @Test
    void shouldNameCallersOfTheOnlyIssuerAsEver() {
        Caller learner = verifier().verify(TOKENS.learner("ann"));
        Caller service = verifier().verify(TOKENS.service());

        assertThat(learner.name()).isEqualTo("learner:ann");
        assertThat(service.name()).isEqualTo("service:service");
        assertThat(Ids.requestIdOfKey(learner.name(), "k")).hasToString("ad24a9a0-819e-5360-b8aa-260e032f4bfa");
    }

    private void addSecondProvider() throws IOException {
        Path keys = Files.createDirectories(directory.resolve("staff"));
        settings.put("ONCEMARK_AUTH_PROVIDERS", "staff");
        settings.put("ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER", "https://staff.example");
        settings.put(
                "ONCEMARK_AUTH_PROVIDERS_STAFF_PUBLIC_KEY_FILE",
                OTHERS.publicKeys(keys).toString());
        settings.put("ONCEMARK_AUTH_PROVIDERS_STAFF_LEARNER_CLAIM", "employee.number");
    }

    @Test
    void shouldKeepTheCallersOfTwoIssuersApart() throws IOException {
        addSecondProvider();
        TokenVerifier verifier = verifier();
        Caller one = verifier.verify(TOKENS.learner("7"));
        Caller other = verifier.verify(OTHERS.rs256(TestTokens.claims("sub", "completions:write")
                .issuer("https://staff.example")
                .claim("employee", Map.of("number", 7))));

        assertThat(one.learnerId()).isEqualTo(other.learnerId()).isEqualTo("7");
        assertThat(one.name()).isEqualTo("learner:7");
        assertThat(other.name()).isEqualTo("learner@https://staff.example 7");
        assertThat(one.nameHash()).isNotEqualTo(other.nameHash());
        assertThat(Ids.requestIdOfKey(one.name(), "k")).isNotEqualTo(Ids.requestIdOfKey(other.name(), "k"));
    }

    @Test
    void shouldNotLetOneIssuersKeysSignForAnother() throws IOException {
        addSecondProvider();
        TokenVerifier verifier = verifier();
        var staff = TestTokens.claims("sub", "completions:service").issuer("https://staff.example");

        assertThat(verifier.verify(OTHERS.rs256(staff)).isService()).isTrue();
        assertThatThrownBy(() -> verifier.verify(TOKENS.rs256(staff))).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> verifier.verify(OTHERS.service())).isInstanceOf(UnknownKeyException.class);
    }

    @Test
    void shouldRefuseATokenOfAnIssuerOrATypeThatIsNotAccepted() {
        assertThatThrownBy(() -> verifier().verify(TOKENS.rs256(ada().issuer("another"))))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> verifier().verify(TOKENS.rs256(ada().issuer(null))))
                .isInstanceOf(InvalidTokenException.class);
    }
}
