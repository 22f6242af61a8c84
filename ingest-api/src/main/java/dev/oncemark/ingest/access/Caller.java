package dev.oncemark.ingest.access;

import dev.oncemark.ingest.requests.Asked;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param clientId goes into the request's record
 * @param learnerId the only learner for whom it may speak and of whom it may read; null where it may for all
 * @param name tells callers apart, a learner from a service of the same id too
 * @param who the name's hash, by which its requests are recognised
 * @param expiresAt when it has to show a new token
 */
public record Caller(
        String clientId, @Nullable String learnerId, String name, long who, Set<Scope> scopes, Instant expiresAt) {

    /** Everybody, where no tokens are asked for. */
    static final Caller ANYBODY = of("anonymous", EnumSet.allOf(Scope.class), Instant.MAX);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A service if its scopes say so, otherwise the learner of that id. */
    static Caller of(String id, Set<Scope> scopes, Instant expiresAt) {
        boolean isService = scopes.contains(Scope.SERVICE);
        String name = (isService ? "service:" : "learner:") + id;
        return new Caller(id, isService ? null : id, name, Asked.who(name), scopes, expiresAt);
    }

    public boolean isService() {
        return learnerId == null;
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.SERVICE);
    }
}
