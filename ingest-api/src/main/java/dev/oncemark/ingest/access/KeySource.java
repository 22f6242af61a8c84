package dev.oncemark.ingest.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.oncemark.ingest.settings.IngestSettings.Access;
import dev.oncemark.runtime.InvalidSettingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Set;

/** Where the keys are that tokens are signed with: an issuer's JWKS, or a file of public keys. */
final class KeySource {

    /** Asymmetric ones only: with HS256 a public key would be a secret that everybody knows. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private static final String PUBLIC_KEY_FILE = "oncemark.auth.public.key.file";
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 256 << 10;

    private KeySource() {}

    /** @throws InvalidSettingException if there is none that can be used */
    static JWSKeySelector<SecurityContext> of(Access access) {
        return access.jwksUrl() == null ? file(Path.of(String.valueOf(access.publicKeyFile()))) : url(access.jwksUrl());
    }

    /** Fetched when first needed, kept for minutes, and fetched again for a key that is not known, if not too often. */
    private static JWSKeySelector<SecurityContext> url(String url) {
        try {
            var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
            var keys = JWKSourceBuilder.create(URI.create(url).toURL(), retriever)
                    .retrying(true)
                    .outageTolerant(true)
                    .build();
            return new JWSVerificationKeySelector<>(ALGORITHMS, keys);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new InvalidSettingException("oncemark.auth.jwks.url", "is '" + url + "', which is no URL");
        }
    }

    private static JWSKeySelector<SecurityContext> file(Path file) {
        try {
            List<PublicKey> keys = PemKeys.publicKeys(Files.readString(file));
            if (keys.isEmpty()) {
                throw new InvalidSettingException(
                        PUBLIC_KEY_FILE, "names " + file + ", which has no '-----BEGIN PUBLIC KEY-----'");
            }
            return (header, context) -> keys.stream()
                    .filter(key -> fits(key, header.getAlgorithm()))
                    .map(Key.class::cast)
                    .toList();
        } catch (IOException unreadable) {
            throw new InvalidSettingException(
                    PUBLIC_KEY_FILE, "names " + file + ", which cannot be read: " + unreadable);
        } catch (InvalidKeySpecException unusable) {
            throw new InvalidSettingException(PUBLIC_KEY_FILE, "names " + file + ": " + unusable.getMessage());
        }
    }

    private static boolean fits(PublicKey key, JWSAlgorithm algorithm) {
        return key instanceof RSAPublicKey
                ? algorithm.equals(JWSAlgorithm.RS256)
                : key instanceof ECPublicKey && algorithm.equals(JWSAlgorithm.ES256);
    }
}
