package dev.oncemark.ingest.access;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as PEM text: what openssl writes, and what {@code ./oncemark token} signs with. */
final class PemKeys {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC");
    private static final int LINE = 64;

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

    static PrivateKey privateKey(String pem) {
        List<byte[]> keys = blocks(pem, "PRIVATE KEY");
        if (keys.size() != 1) {
            throw new IllegalStateException(
                    "there has to be one '-----BEGIN PRIVATE KEY-----' in the private key's file");
        }
        return decoded(
                algorithm -> KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keys.get(0))));
    }

    static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String kind, byte[] encoded) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
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
