package dev.oncemark.ingest.access;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys as PEM text, as openssl writes it. */
final class PemKeys {

    private static final Pattern KEY = Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private PemKeys() {}

    /**
     * Every public key in the text.
     *
     * @throws InvalidKeySpecException if one is neither RSA nor of an elliptic curve
     */
    static List<PublicKey> publicKeys(String pem) throws InvalidKeySpecException {
        List<PublicKey> keys = new ArrayList<>();
        Matcher key = KEY.matcher(pem);
        while (key.find()) {
            keys.add(publicKey(Base64.getMimeDecoder().decode(key.group(1))));
        }
        return keys;
    }

    private static PublicKey publicKey(byte[] encoded) throws InvalidKeySpecException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (NoSuchAlgorithmException | InvalidKeySpecException another) {
                // It may be of the next algorithm.
            }
        }
        throw new InvalidKeySpecException("a key is neither RSA nor of an elliptic curve");
    }
}
