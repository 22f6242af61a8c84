package dev.oncemark.ingest.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Key;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks bearer tokens: issuer, type, algorithm, claims, and the signature last, by the keys in use. What no key could
 * make good costs neither a signature nor a fetch. It never blocks.
 */
final class TokenVerifier {

    private static final int MAX_LENGTH = 8 << 10;
    private static final DefaultJWSVerifierFactory SIGNATURES = new DefaultJWSVerifierFactory();

    /** An ID token is one of these, too; that it is for somebody else is told by its audience. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null);

    private final Issuers issuers;

    TokenVerifier(Issuers issuers) {
        this.issuers = issuers;
    }

    /**
     * The caller whose token it is.
     *
     * @throws InvalidTokenException if it is not good
     * @throws UnknownKeyException if it may be good, but is signed by no key in use
     */
    Caller verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException("the token is too long");
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            Issuer issuer = issuers.named(claims == null ? null : claims.getIssuer());
            if (claims == null || issuer == null) {
                throw new InvalidTokenException("the token is of an issuer that is not accepted");
            }
            requireAllowed(signed.getHeader(), issuer);
            issuer.rules().require(claims);
            requireSigned(signed, issuer.keys(), issuedAt(claims));
            return issuer.callers().caller(issuer.realm(), claims);
        } catch (InvalidTokenException | UnknownKeyException refused) {
            throw refused;
        } catch (ParseException | RuntimeException unreadable) {
            throw new InvalidTokenException("the token is not readable as a signed JWT");
        } catch (JOSEException unusable) {
            throw new InvalidTokenException("the token's signature cannot be checked");
        }
    }

    private static void requireAllowed(JWSHeader header, Issuer issuer) {
        if (!issuer.rules().allow(header.getAlgorithm())) {
            throw new InvalidTokenException("the token is signed with an algorithm that is not allowed");
        }
        try {
            TYPES.verify(header.getType(), null);
        } catch (BadJOSEException another) {
            throw new InvalidTokenException("the token's typ is not that of an access token");
        }
    }

    private static @Nullable Instant issuedAt(JWTClaimsSet claims) {
        Date issuedAt = claims.getIssueTime();
        return issuedAt == null ? null : issuedAt.toInstant();
    }

    private static void requireSigned(SignedJWT token, KeySource source, @Nullable Instant issuedAt)
            throws JOSEException {
        JWSHeader header = token.getHeader();
        JWKSet keys = source.keys();
        List<Key> candidates = keys == null ? List.of() : SigningKeys.of(keys, header);
        for (Key key : candidates) {
            if (token.verify(SIGNATURES.createJWSVerifier(header, key))) {
                return;
            }
        }
        boolean isForged = keys != null && header.getKeyID() != null && keys.getKeyByKeyId(header.getKeyID()) != null;
        if (isForged) {
            throw new InvalidTokenException("the token is not signed by the key that it names");
        }
        throw new UnknownKeyException(source, issuedAt);
    }
}
