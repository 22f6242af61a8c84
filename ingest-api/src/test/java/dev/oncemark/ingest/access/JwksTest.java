package dev.oncemark.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import dev.oncemark.ingest.TestTokens;
import dev.oncemark.ingest.settings.IngestSettings.Access;
import dev.oncemark.ingest.settings.IngestSettings.Commands;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys from an issuer's JWKS. */
class JwksTest {

    private final TestTokens issuer = new TestTokens();
    private HttpServer server;
    private Access access;

    @BeforeEach
    void serveKeys() throws Exception {
        RSAKey key = new RSAKey.Builder((RSAPublicKey) issuer.rsa.getPublic()).build();
        byte[] keys = new JWKSet(key).toString().getBytes(UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
        access = new Access(false, null, url, "oncemark", "oncemark", new Commands(false, false));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldTakeATokenSignedByAPublishedKey() {
        TokenVerifier tokens = new TokenVerifier(access, KeySource.of(access));

        assertThat(tokens.verify(issuer.learner("ann")).learnerId()).isEqualTo("ann");
    }

    @Test
    void shouldGoOnWithTheKeysThatItHasWhileTheIssuerIsAway() {
        TokenVerifier tokens = new TokenVerifier(access, KeySource.of(access));
        tokens.verify(issuer.learner("ann"));
        server.stop(0);

        assertThat(tokens.verify(issuer.learner("bob")).learnerId()).isEqualTo("bob");
    }

    @Test
    void shouldRefuseATokenOfAnotherKeyAndOfAnotherKind() {
        TokenVerifier tokens = new TokenVerifier(access, KeySource.of(access));
        var claims = TestTokens.claims("ann", "completions:service");

        assertThatThrownBy(() -> tokens.verify(new TestTokens().learner("ann")))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> tokens.verify(TestTokens.unsigned(claims))).isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> tokens.verify(issuer.hs256WithThePublicKey(claims)))
                .isInstanceOf(InvalidTokenException.class);
    }
}
