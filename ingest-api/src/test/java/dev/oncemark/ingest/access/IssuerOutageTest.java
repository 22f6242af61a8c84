package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.oncemark.ingest.Eventually;
import dev.oncemark.ingest.TestIssuer;
import dev.oncemark.ingest.TestSettings;
import dev.oncemark.ingest.TestTokens;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys from an issuer's URL, while the issuer is well, away, hangs, or changes them. */
class IssuerOutageTest {

    private final TestTokens tokens = new TestTokens();
    private final TestTokens newer = new TestTokens();
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> settings = new HashMap<>();
    private TestIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    private AccessControl access;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer(tokens.jwks("old"));
        settings.put("ONCEMARK_AUTH_JWKS_URL", issuer.keysUrl());
    }

    @AfterEach
    void stop() {
        issuer.close();
        vertx.close().await();
    }

    private void open() {
        access = new AccessControl(vertx, TestSettings.of(settings));
        access.start();
    }

    private void openWithKeys() {
        open();
        Eventually.isTrue(
                "keys are there", () -> access.keys().values().stream().anyMatch(KeyStatus::areUsable));
    }

    private static JWTClaimsSet.Builder ada() {
        return TestTokens.claims("ada", "completions:write");
    }

    private CompletableFuture<Caller> caller(String token) {
        return access.caller("Bearer " + token).toCompletionStage().toCompletableFuture();
    }

    private Object answer(String token) {
        try {
            return caller(token).orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }

    @Test
    void shouldTakeATokenSignedByAPublishedKey() {
        open();

        assertThat(((Caller) answer(tokens.signed(JWSAlgorithm.RS256, "old", ada()))).learnerId())
                .isEqualTo("ada");
        assertThat(answer(newer.signed(JWSAlgorithm.RS256, "old", ada()))).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void shouldAskTheIssuerWhereItsKeysAre() {
        settings.remove("ONCEMARK_AUTH_JWKS_URL");
        settings.put("ONCEMARK_AUTH_ISSUER", issuer.url());
        open();

        assertThat(answer(tokens.signed(JWSAlgorithm.ES256, "oldP-256", ada().issuer(issuer.url()))))
                .isInstanceOf(Caller.class);
    }

    @Test
    void shouldNotCallATokenBadThatItCannotCheck() throws Exception {
        issuer.goAway();
        open();
        String good = tokens.signed(JWSAlgorithm.RS256, "old", ada());

        assertThat(answer(good)).isInstanceOf(KeysUnavailableException.class);
        assertThat(access.keys().values()).allMatch(KeyStatus::areFailing).noneMatch(KeyStatus::areUsable);
        issuer.comeBack();
        Eventually.isTrue("keys are there", () -> answer(good) instanceof Caller);
        assertThat(access.keys().values()).noneMatch(KeyStatus::areFailing);
    }

    @Test
    void shouldNotTakeNonsenseForKeys() {
        issuer.answerNonsense();
        open();

        assertThat(answer(tokens.signed(JWSAlgorithm.RS256, "old", ada())))
                .isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void shouldGoOnWithTheKeysThatItHasWhileTheIssuerIsAway() {
        openWithKeys();
        issuer.goAway();

        assertThat(answer(tokens.signed(JWSAlgorithm.RS256, "old", ada()))).isInstanceOf(Caller.class);
        assertThat(answer(newer.signed(JWSAlgorithm.RS256, "new", ada()))).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void shouldTakeNewKeysWithoutARestart() {
        openWithKeys();
        issuer.rotateTo(newer.jwks("new"));
        String signedByANewKey = newer.signed(JWSAlgorithm.RS256, "new", ada());

        Eventually.isTrue("the new key is taken", () -> answer(signedByANewKey) instanceof Caller);
        assertThat(answer(tokens.signed(JWSAlgorithm.RS256, "old", ada())))
                .isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void shouldNotPassForgedTokensOnToTheIssuer() {
        openWithKeys();
        int before = issuer.fetches();
        for (int count = 0; count < 200; count++) {
            answer(newer.signed(JWSAlgorithm.ES256, "forged-" + count, ada()));
        }

        // In the pause of five seconds, and on a slow machine in a second one.
        assertThat(issuer.fetches() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldHoldNobodyUpWhileOneIssuerHangs() throws Exception {
        try (TestIssuer staff = new TestIssuer(newer.jwks("staff"))) {
            settings.put("ONCEMARK_AUTH_PROVIDERS", "staff");
            settings.put("ONCEMARK_AUTH_PROVIDERS_STAFF_ISSUER", staff.url());
            staff.hang();
            openWithKeys();
            List<CompletableFuture<Caller>> held = new ArrayList<>();
            for (int count = 0; count < 500; count++) {
                held.add(caller(newer.signed(
                        JWSAlgorithm.ES256,
                        "staffP-256",
                        ada().issuer(staff.url()).claim("n", count))));
            }

            long start = System.nanoTime();
            Object other = answer(tokens.signed(JWSAlgorithm.RS256, "old", ada()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(other).isInstanceOf(Caller.class);
            assertThat(held).anyMatch(waiting -> !waiting.isDone());
            assertThat(took).isLessThan(Duration.ofSeconds(2));
            held.forEach(waiting -> assertThat(waiting)
                    .failsWithin(Duration.ofSeconds(8))
                    .withThrowableThat()
                    .withCauseInstanceOf(KeysUnavailableException.class));
        }
    }
}
