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
 * @param clientId goes into the request's record: the token's {@code sub}
 * @param learnerId the only learner whose lessons it may complete; null where it may do so for all, or for none
 * @param name tells callers apart, a learner from a service of the same id too, and those of two issuers. Request ids
 *     follow from it, so it is made in the same way for ever
 * @param nameHash by which its requests are recognised, see {@link #hash}
 * @param expiresAt when it has to show a new token
 */
public record Caller(
        String clientId, @Nullable String learnerId, String name, long nameHash, Set<Scope> scopes, Instant expiresAt) {

    /** The realm of the first issuer, whose callers are named by kind and id alone. */
    static final String FIRST_REALM = "";

    /** Everybody, where no tokens are asked for. */
    static final Caller ANYBODY = service(FIRST_REALM, "anonymous", EnumSet.allOf(Scope.class), Instant.MAX);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Acts for all learners. It is the same caller whatever learner its token may name. */
    static Caller service(String realm, String subject, Set<Scope> scopes, Instant expiresAt) {
        return of(subject, null, name("service", realm, subject), scopes, expiresAt);
    }

    /** Acts for one learner; the same caller with whichever app's token, which may differ in their {@code sub}. */
    static Caller learner(String realm, String subject, String learner, Set<Scope> scopes, Instant expiresAt) {
        return of(subject, learner, name("learner", realm, learner), scopes, expiresAt);
    }

    /** Gives commands, and is no learner: whatever else its token allows is for one. */
    static Caller administrator(String realm, String subject, Instant expiresAt) {
        return of(subject, null, name("admin", realm, subject), EnumSet.of(Scope.ADMIN), expiresAt);
    }

    private static Caller of(
            String subject, @Nullable String learner, String name, Set<Scope> scopes, Instant expiresAt) {
        return new Caller(subject, learner, name, hash(name), scopes, expiresAt);
    }

    /** No issuer has a blank in it, so what follows the first one is the id. */
    private static String name(String kind, String realm, String id) {
        return realm.equals(FIRST_REALM) ? kind + ":" + id : kind + "@" + realm + " " + id;
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
        return scopes.contains(Scope.SERVICE);
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
