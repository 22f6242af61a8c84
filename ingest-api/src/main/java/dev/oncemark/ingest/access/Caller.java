package dev.oncemark.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param clientId goes into the request's record
 * @param learnerId the only learner whose lessons it may complete; null where it may do so for all
 * @param name tells callers apart, a learner from a service of the same id too
 * @param nameHash by which its requests are recognised, see {@link #hash}
 * @param expiresAt when it has to show a new token
 */
public record Caller(
        String clientId, @Nullable String learnerId, String name, long nameHash, Set<Scope> scopes, Instant expiresAt) {

    /** Everybody, where no tokens are asked for. */
    static final Caller ANYBODY = of("anonymous", EnumSet.allOf(Scope.class), Instant.MAX);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A service if its scopes say so, otherwise the learner of that id. */
    static Caller of(String id, Set<Scope> scopes, Instant expiresAt) {
        boolean isService = scopes.contains(Scope.SERVICE);
        String name = (isService ? "service:" : "learner:") + id;
        return new Caller(id, isService ? null : id, name, hash(name), scopes, expiresAt);
    }

    /** The first 8 bytes of a name's SHA-256: who may read a pending request depends on it, so nobody may aim at it. */
    public static long hash(String name) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    public boolean isService() {
        return learnerId == null;
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope)
                || switch (scope) {
                    case WRITE -> isService();
                    case READ -> mayReadOfAll();
                    case SERVICE, ADMIN -> false;
                };
    }

    /** Whether it may read what is anybody's. */
    public boolean mayReadOfAll() {
        return isService() || scopes.contains(Scope.ADMIN);
    }

    /** Whether it may read what is this learner's. */
    public boolean mayReadOf(@Nullable String learner) {
        return mayReadOfAll() || (learner != null && learner.equals(learnerId));
    }
}
