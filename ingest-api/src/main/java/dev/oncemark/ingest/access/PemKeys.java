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

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private PemKeys() {}

    /** Every public key in the text, RSA or elliptic curve. */
    static List<PublicKey> publicKeys(String pem) {
        List<PublicKey> keys = new ArrayList<>();
        for (byte[] key : blocks(pem, "PUBLIC KEY")) {
            keys.add(decoded(
                    algorithm -> KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key))));
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("there is no '-----BEGIN PUBLIC KEY-----' in the public key's file");
        }
        return keys;
    }

    private static List<byte[]> blocks(String pem, String kind) {
        List<byte[]> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(pem);
        while (block.find()) {
            if (block.group(1).equals(kind)) {
                blocks.add(Base64.getMimeDecoder().decode(block.group(2)));
            }
        }
        return blocks;
    }

    private interface Decoding<K> {
        K decode(String algorithm) throws NoSuchAlgorithmException, InvalidKeySpecException;
    }

    private static <K> K decoded(Decoding<K> decoding) {
        for (String algorithm : ALGORITHMS) {
            try {
                return decoding.decode(algorithm);
            } catch (NoSuchAlgorithmException | InvalidKeySpecException another) {
                // It may be of the next algorithm.
            }
        }
        throw new IllegalStateException("the key is neither RSA nor of an elliptic curve");
    }
}
