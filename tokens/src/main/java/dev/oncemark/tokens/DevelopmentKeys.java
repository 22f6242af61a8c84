package dev.oncemark.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An RSA key pair as two PEM files in a directory; who can read the private one can act for everybody. */
public record DevelopmentKeys(Path directory) {

    /** The file that the API is told of by {@code oncemark.auth.public.key.file}. */
    public static final String PUBLIC_KEY = "jwt-public.pem";

    static final String PRIVATE_KEY = "jwt-private.pem";

    private static final int RSA_BITS = 2048;
    private static final int LINE = 64;

    /** Makes the pair where there is none; the private key is its owner's only. */
    public void make() {
        Path privateKey = directory.resolve(PRIVATE_KEY);
        if (Files.exists(privateKey) && Files.exists(publicKey())) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            KeyPair pair = generator.generateKeyPair();
            Files.createDirectories(directory);
            Files.deleteIfExists(privateKey);
            Files.createFile(
                    privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(publicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write a key to " + directory, refused);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public Path publicKey() {
        return directory.resolve(PUBLIC_KEY);
    }

    /** The text's signature by RS256 of RFC 7518, with the pair that is made where there is none. */
    byte[] sign(String text) {
        make();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey());
            signature.update(text.getBytes(US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("cannot sign with " + directory.resolve(PRIVATE_KEY), unusable);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        try {
            String pem = Files.readString(directory.resolve(PRIVATE_KEY));
            byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the key in " + directory, unreadable);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
