package dev.oncemark.ingest.access;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.oncemark.runtime.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keys in a file: PEM public keys, or a JWK set. It is read once, at start. */
final class KeyFile implements KeySource {

    private final JWKSet keys;

    /**
     * @param setting the one that names the file
     * @throws InvalidSettingException if the file has no key that can be used
     */
    KeyFile(String setting, Path file) {
        try {
            String text = Files.readString(file);
            keys = text.strip().startsWith("{") ? JWKSet.parse(text) : ofPem(text);
        } catch (IOException unreadable) {
            throw new InvalidSettingException(setting, "names " + file + ", which cannot be read: " + unreadable);
        } catch (InvalidKeySpecException | ParseException unusable) {
            throw new InvalidSettingException(setting, "names " + file + ": " + unusable.getMessage());
        }
        if (keys.isEmpty()) {
            throw new InvalidSettingException(
                    setting, "names " + file + ", which has no '-----BEGIN PUBLIC KEY-----', and no JWK set");
        }
    }

    private static JWKSet ofPem(String text) throws InvalidKeySpecException {
        List<JWK> keys = new ArrayList<>();
        for (PublicKey key : PemKeys.publicKeys(text)) {
            keys.add(key(key));
        }
        return new JWKSet(keys);
    }

    private static JWK key(PublicKey key) throws InvalidKeySpecException {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        ECPublicKey point = (ECPublicKey) key;
        Curve curve = Curve.forECParameterSpec(point.getParams());
        if (curve == null) {
            throw new InvalidKeySpecException("a key is of a curve that no algorithm is for");
        }
        return new ECKey.Builder(curve, point).build();
    }

    @Override
    public @Nullable JWKSet keys() {
        return keys;
    }

    /** There are no others. */
    @Override
    public CompletionStage<?> newerThan(@Nullable Instant issuedAt) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void refresh() {
        // It is read once.
    }

    @Override
    public KeyStatus status() {
        return new KeyStatus(true, false, null);
    }
}
