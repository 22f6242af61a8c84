package dev.oncemark.ingest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens, good ones and others. */
public final class TestTokens {

    public final KeyPair rsa = pair("RSA", 2048);
    public final KeyPair curve = pair("EC", 256);
    private final KeyPair curve384 = pair("EC", 384);
    private final KeyPair curve521 = pair("EC", 521);

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** All public keys, as PEM. */
    public Path publicKeys(Path directory) throws IOException {
        String pem = Stream.of(rsa, curve, curve384, curve521)
                .map(pair -> pem(pair.getPublic()))
                .collect(Collectors.joining());
        return Files.writeString(directory.resolve("public.pem"), pem);
    }

    /** All public keys as a JWK set, with ids that begin with {@code kid}. */
    public JWKSet jwks(String kid) {
        return new JWKSet(List.of(
                new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID(kid).build(),
                jwk(kid, Curve.P_256, curve),
                jwk(kid, Curve.P_384, curve384),
                jwk(kid, Curve.P_521, curve521)));
    }

    private static ECKey jwk(String kid, Curve curve, KeyPair pair) {
        return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                .keyID(kid + curve.getName())
                .build();
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Claims that are accepted. */
    public static JWTClaimsSet.Builder claims(String subject, String scope) {
        return new JWTClaimsSet.Builder()
                .issuer("oncemark")
                .audience("oncemark")
                .subject(subject)
                .claim("scope", scope)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    public String learner(String id) {
        return rs256(claims(id, "completions:write completions:read"));
    }

    public String service() {
        return rs256(claims("service", "completions:service"));
    }

    public String rs256(JWTClaimsSet.Builder claims) {
        return signed(JWSAlgorithm.RS256, null, claims);
    }

    public String es256(JWTClaimsSet.Builder claims) {
        return signed(JWSAlgorithm.ES256, null, claims);
    }

    /** Signed with the key that the algorithm is for. */
    public String signed(JWSAlgorithm algorithm, @Nullable String kid, JWTClaimsSet.Builder claims) {
        try {
            JWSSigner signer = switch (algorithm.getName()) {
                case "ES256" -> new ECDSASigner((ECPrivateKey) curve.getPrivate(), Curve.P_256);
                case "ES384" -> new ECDSASigner((ECPrivateKey) curve384.getPrivate(), Curve.P_384);
                case "ES512" -> new ECDSASigner((ECPrivateKey) curve521.getPrivate(), Curve.P_521);
                default -> new RSASSASigner(rsa.getPrivate());
            };
            return signed(new JWSHeader.Builder(algorithm).keyID(kid).build(), signer, claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signed with the public key as if it were a secret. */
    public String hs256WithThePublicKey(JWTClaimsSet.Builder claims) {
        try {
            return signed(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new MACSigner(rsa.getPublic().getEncoded()),
                    claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
