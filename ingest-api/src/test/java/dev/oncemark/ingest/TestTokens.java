package dev.oncemark.ingest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
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
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** An issuer of tokens, good ones and others. */
public final class TestTokens {

    public final KeyPair rsa = pair("RSA", 2048);
    public final KeyPair curve = pair("EC", 256);

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Both public keys, as PEM. */
    public Path publicKeys(Path directory) throws IOException {
        return Files.writeString(directory.resolve("public.pem"), pem(rsa.getPublic()) + pem(curve.getPublic()));
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
        return signed(JWSAlgorithm.RS256, new RSASSASigner(rsa.getPrivate()), claims);
    }

    public String es256(JWTClaimsSet.Builder claims) {
        try {
            return signed(JWSAlgorithm.ES256, new ECDSASigner((ECPrivateKey) curve.getPrivate(), Curve.P_256), claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signed with the public key as if it were a secret. */
    public String hs256WithThePublicKey(JWTClaimsSet.Builder claims) {
        try {
            return signed(JWSAlgorithm.HS256, new MACSigner(rsa.getPublic().getEncoded()), claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
