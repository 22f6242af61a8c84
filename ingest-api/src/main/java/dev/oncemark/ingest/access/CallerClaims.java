package dev.oncemark.ingest.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.settings.IdentityProvider.Claims;
import dev.oncemark.runtime.InvalidSettingException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes callers of the claims of tokens that were found good. */
final class CallerClaims {

    private static final String ROLES = "oncemark.auth.roles";

    private final ClaimPath learner;
    private final List<ClaimPath> scopes;
    private final Map<String, Set<Scope>> meanings = new HashMap<>();
    private final Duration leeway;

    /** @throws InvalidSettingException if a role stands for a scope that there is not */
    CallerClaims(Claims claims, Duration leeway) {
        this.learner = new ClaimPath(claims.learner());
        this.scopes = claims.scopes().stream().map(ClaimPath::new).toList();
        this.leeway = leeway;
        for (Scope scope : Scope.values()) {
            meanings.put(scope.text(), EnumSet.of(scope));
        }
        claims.roles().forEach((role, texts) -> meanings.put(role, scopesOf(role, texts)));
    }

    private static Set<Scope> scopesOf(String role, List<String> texts) {
        Set<Scope> found = EnumSet.noneOf(Scope.class);
        for (String text : texts) {
            Scope scope = Scope.of(text);
            if (scope == null) {
                throw new InvalidSettingException(
                        ROLES, "lets " + role + " stand for '" + text + "', which is no scope of Oncemark");
            }
            found.add(scope);
        }
        return found;
    }

    /**
     * The caller.
     *
     * @param realm see {@link Caller}
     * @throws InvalidTokenException if the claims lack who it is
     */
    Caller caller(String realm, JWTClaimsSet claims) {
        Set<Scope> granted = granted(claims.getClaims());
        String subject = checked("sub", claims.getSubject());
        Instant expiresAt = claims.getExpirationTime().toInstant().plus(leeway);
        if (granted.contains(Scope.SERVICE)) {
            return Caller.service(realm, subject, granted, expiresAt);
        }
        String id = id(learner.in(claims.getClaims()));
        if (id == null && granted.contains(Scope.ADMIN)) {
            return Caller.administrator(realm, subject, expiresAt);
        }
        return Caller.learner(realm, subject, checked(learner.path(), id), granted, expiresAt);
    }

    /** Platforms have numbers for people, too. */
    private static @Nullable String id(@Nullable Object claim) {
        if (claim instanceof String text) {
            return text;
        }
        boolean isWhole = claim instanceof Long || claim instanceof Integer || claim instanceof BigInteger;
        return isWhole ? String.valueOf(claim) : null;
    }

    private static String checked(String claim, @Nullable String id) {
        String problem = id == null ? "is missing, or is no id" : Ids.problem(id);
        if (id == null || problem != null) {
            throw new InvalidTokenException("the token's " + claim + " " + problem);
        }
        return id;
    }

    private Set<Scope> granted(Map<String, Object> claims) {
        Set<Scope> granted = EnumSet.noneOf(Scope.class);
        for (ClaimPath path : scopes) {
            Object claim = path.in(claims);
            if (claim instanceof String text) {
                Arrays.stream(text.split(" ", -1)).forEach(name -> grant(granted, name));
            } else if (claim instanceof Iterable<?> list) {
                list.forEach(name -> grant(granted, name));
            }
        }
        return granted;
    }

    private void grant(Set<Scope> granted, @Nullable Object name) {
        Set<Scope> meant = name == null ? null : meanings.get(name);
        if (meant != null) {
            granted.addAll(meant);
        }
    }
}
