package dev.oncemark.ingest.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.settings.IngestSettings.Access;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks bearer tokens: signature (RS256 or ES256, by a known key), issuer, audience, expiry. It may fetch keys, so it
 * may block.
 */
final class TokenVerifier {

    private static final int CLOCK_SKEW_SECONDS = 5;
    private static final int MAX_LENGTH = 8 << 10;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenVerifier(Access access, JWSKeySelector<SecurityContext> keys) {
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                access.audience(),
                new JWTClaimsSet.Builder().issuer(access.issuer()).build(),
                Set.of("sub", "exp"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        processor.setJWSKeySelector(keys);
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    }

    /** @throws InvalidTokenException if it is not good */
    Caller verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException("the token is too long");
        }
        try {
            return caller(processor.process(token, null));
        } catch (ParseException unreadable) {
            throw new InvalidTokenException("the token is not readable as a JWT");
        } catch (BadJWTException claims) {
            throw new InvalidTokenException("the token is not accepted: " + claims.getMessage());
        } catch (BadJOSEException | JOSEException | RuntimeException unsigned) {
            throw new InvalidTokenException("the token is not signed by a known key");
        }
    }

    private static Caller caller(JWTClaimsSet claims) {
        Set<Scope> scopes = Scope.named(scopes(claims));
        String subject = claims.getSubject();
        String problem = Ids.problem(subject);
        if (problem != null) {
            throw new InvalidTokenException("the token's sub " + problem);
        }
        return Caller.of(subject, scopes, claims.getExpirationTime().toInstant());
    }

    /** Issuers write them as one text ({@code scope}) or as a list ({@code scope} or {@code scp}). */
    private static List<String> scopes(JWTClaimsSet claims) {
        List<String> names = new ArrayList<>();
        add(names, claims.getClaim("scope"));
        add(names, claims.getClaim("scp"));
        return names;
    }

    private static void add(List<String> names, @Nullable Object claim) {
        if (claim instanceof String text) {
            names.addAll(List.of(text.split(" ")));
        } else if (claim instanceof Iterable<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
    }
}
