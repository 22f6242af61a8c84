package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.ingest.settings.IngestSettings.Access;
import dev.oncemark.ingest.settings.IngestSettings.Commands;
import dev.oncemark.runtime.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that cannot be used are a wrong setting, named as people set it. */
class KeySourceTest {

    @TempDir
    Path directory;

    @Test
    void shouldNameTheFileThatCannotBeRead() {
        refuses(directory.resolve("gone.pem").toString(), null, "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "gone.pem");
    }

    @Test
    void shouldNameTheFileThatHasNoKey() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.pem"), "-----BEGIN CERTIFICATE-----");

        refuses(file.toString(), null, "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "empty.pem", "BEGIN PUBLIC KEY");
    }

    @Test
    void shouldNameTheFileThatHasAKeyOfAnotherKind() throws IOException {
        String key = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        String pem = "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n";
        Path file = Files.writeString(directory.resolve("other.pem"), pem);

        refuses(file.toString(), null, "ONCEMARK_AUTH_PUBLIC_KEY_FILE", "other.pem", "neither RSA");
    }

    @Test
    void shouldNameTheUrlThatIsNone() {
        refuses(null, "issuer/keys", "ONCEMARK_AUTH_JWKS_URL", "issuer/keys");
    }

    private static void refuses(@Nullable String file, @Nullable String url, String... told) {
        assertThatThrownBy(() ->
                        KeySource.of(new Access(false, file, url, "oncemark", "oncemark", new Commands(false, false))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll(told);
    }
}
