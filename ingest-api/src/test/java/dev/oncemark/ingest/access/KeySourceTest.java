package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.ingest.TestSettings;
import dev.oncemark.ingest.TestTokens;
import dev.oncemark.ingest.settings.Access;
import dev.oncemark.runtime.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that cannot be used are a wrong setting, named as people set it. */
class KeySourceTest {

    private static final String FILE = "ONCEMARK_AUTH_PUBLIC_KEY_FILE";

    @TempDir
    Path directory;

    @Test
    void shouldNameTheFileThatCannotBeRead() {
        refuses(FILE, directory.resolve("gone.pem").toString(), "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "gone.pem");
    }

    @Test
    void shouldNameTheFileThatHasNoKey() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.pem"), "-----BEGIN CERTIFICATE-----");

        refuses(FILE, file.toString(), "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "empty.pem", "BEGIN PUBLIC KEY");
    }

    @Test
    void shouldNameTheFileThatHasAKeyOfAnotherKind() throws IOException {
        String key = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        String pem = "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n";
        Path file = Files.writeString(directory.resolve("other.pem"), pem);

        refuses(FILE, file.toString(), "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "other.pem", "neither RSA");
    }

    @Test
    void shouldNameTheUrlThatIsNone() {
        refuses("ONCEMARK_AUTH_JWKS_URL", "issuer/keys", "ONCEMARK_AUTH_JWKS_URL", "issuer/keys");
    }

    @Test
    void shouldNameTheIssuerThatCannotBeAsked() {
        refuses("ONCEMARK_AUTH_ISSUER", "http:issuer", "ONCEMARK_AUTH_ISSUER", "http:issuer");
    }

    @Test
    void shouldTakeAFileThatHasAJwkSet() throws IOException {
        TestTokens issuer = new TestTokens();
        String keys = issuer.jwks("edx").toString();
        Path file = Files.writeString(directory.resolve("jwks.json"), keys);
        Access access = TestSettings.of(Map.of(FILE, file.toString())).access();

        Caller caller = new TokenVerifier(new Issuers(access)).verify(issuer.learner("ann"));
        assertThat(caller.learnerId()).isEqualTo("ann");
    }

    private static void refuses(String variable, String value, String... told) {
        Access access = TestSettings.of(Map.of(variable, value)).access();
        assertThatThrownBy(() -> new Issuers(access))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll(told);
    }
}
