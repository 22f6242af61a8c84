package dev.oncemark.ingest.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.oncemark.ingest.settings.IdentityProvider;
import dev.oncemark.ingest.settings.IdentityProvider.Audience;
import dev.oncemark.runtime.InvalidSettingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one provider's tokens have to say to be accepted, and with what they may be signed. */
final class TokenRules {

    private static final String SETTING = "oncemark.auth.algorithms";

    /** Asymmetric ones only: with HS256 a public key would be a secret that everybody knows. */
    private static final List<JWSAlgorithm> POSSIBLE = List.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final Set<JWSAlgorithm> algorithms;
    private final @Nullable ClaimPath audienceClaim;
    private final Set<String> audiences;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;

    /** @throws InvalidSettingException if it allows what is no algorithm for public keys */
    TokenRules(IdentityProvider provider, Duration leeway) {
        this.algorithms =
                provider.algorithms().stream().map(TokenRules::algorithm).collect(Collectors.toSet());
        Audience audience = provider.audience();
        this.audiences = Set.copyOf(audience.accepted());
        this.audienceClaim = audience.claim().equals(Audience.NONE) ? null : new ClaimPath(audience.claim());
        this.claims = new DefaultJWTClaimsVerifier<>(null, Set.of("sub", "exp"));
        claims.setMaxClockSkew(Math.toIntExact(leeway.toSeconds()));
    }

    private static JWSAlgorithm algorithm(String name) {
        for (JWSAlgorithm algorithm : POSSIBLE) {
            if (algorithm.getName().equals(name)) {
                return algorithm;
            }
        }
        String possible = POSSIBLE.stream().map(JWSAlgorithm::getName).collect(Collectors.joining(", "));
        throw new InvalidSettingException(SETTING, "has '" + name + "', but may have " + possible);
    }

    boolean allow(JWSAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** @throws InvalidTokenException if the claims are not accepted, whoever signed them */
    void require(JWTClaimsSet token) {
        try {
            claims.verify(token, null);
        } catch (ExpiredJWTException expired) {
            throw InvalidTokenException.byTime("the token has expired");
        } catch (BadJWTException bad) {
            throw refused(token, String.valueOf(bad.getMessage()));
        }
        if (audienceClaim != null && audiencesOf(token, audienceClaim).noneMatch(audiences::contains)) {
            throw new InvalidTokenException("the token's " + audienceClaim.path() + " is not one that is accepted");
        }
    }

    private static InvalidTokenException refused(JWTClaimsSet token, String why) {
        Date notBefore = token.getNotBeforeTime();
        boolean isEarly = notBefore != null && notBefore.toInstant().isAfter(Instant.now());
        return isEarly
                ? InvalidTokenException.byTime("the token is not good yet")
                : new InvalidTokenException("the token is not accepted: " + why);
    }

    private static Stream<?> audiencesOf(JWTClaimsSet token, ClaimPath claim) {
        Object found = claim.in(token.getClaims());
        return found instanceof Collection<?> several ? several.stream() : Stream.ofNullable(found);
    }
}
