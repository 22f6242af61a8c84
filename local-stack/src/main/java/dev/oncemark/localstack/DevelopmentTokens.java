package dev.oncemark.localstack;

import dev.oncemark.tokens.DevelopmentKeys;
import dev.oncemark.tokens.TokenClaims;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Tokens that one stack's API takes, signed with a key of that stack. The key is kept with the stack's data, and made
 * where there is none; who can read it can act for everybody there, and nowhere else.
 */
public final class DevelopmentTokens {

    /** The public key's file, as PEM. */
    public static final String PUBLIC_KEY = DevelopmentKeys.PUBLIC_KEY;

    private final DevelopmentKeys keys;
    private final Map<String, String> made = new HashMap<>();

    /** Of the stack that has its data in {@code stack}. */
    public DevelopmentTokens(Path stack) {
        this.keys = new DevelopmentKeys(keys(stack.toAbsolutePath().normalize()));
    }

    /** Where the key of the stack that has its data in {@code stack} lies. */
    public static Path keys(Path stack) {
        return stack.resolve("keys");
    }

    /** The public key's file, which is there once a key or a token was made. */
    public Path publicKey() {
        return keys.publicKey();
    }

    /** For a service, which may act for all learners; the same one each time. */
    public String service() {
        return signed(TokenClaims.service("development-service"));
    }

    /** For an administrator, who may also take back, waive and reset; the same one each time. */
    public String administrator() {
        return signed(TokenClaims.administrator("development-admin"));
    }

    /** For one learner, who may act for itself; the same one each time. */
    public String learner(String id) {
        return signed(TokenClaims.learner(id));
    }

    /** Makes the key where there is none. */
    synchronized void makeKey() {
        keys.make();
    }

    private synchronized String signed(TokenClaims claims) {
        return made.computeIfAbsent(claims.subject() + " " + claims.scope(), whose -> claims.signed(keys));
    }
}
