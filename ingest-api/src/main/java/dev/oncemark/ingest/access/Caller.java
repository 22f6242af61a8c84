package dev.oncemark.ingest.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param clientId goes into the request's record
 * @param learnerId the only learner for whom it may speak and of whom it may read; null where it may for all
 * @param expiresAt when it has to show a new token
 */
public record Caller(String clientId, @Nullable String learnerId, Set<Scope> scopes, Instant expiresAt) {

    /** Everybody, where no tokens are asked for. */
    static final Caller ANYBODY = new Caller("anonymous", null, EnumSet.allOf(Scope.class), Instant.MAX);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean isService() {
        return learnerId == null;
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.SERVICE);
    }

    /** Tells callers apart, a learner from a service of the same id too. */
    public String name() {
        return (isService() ? "service:" : "learner:") + clientId;
    }
}
