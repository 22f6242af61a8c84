package dev.oncemark.ingest.access;

import java.util.EnumSet;
import java.util.Set;

/** What a token is good for. */
public enum Scope {
    /** Submits completions: for its own learner, or, with {@link #SERVICE}, for everybody. */
    WRITE("completions:write"),
    /** Reads results and progress: its own learner's, or, with {@link #SERVICE}, everybody's. */
    READ("completions:read"),
    /** Acts for all learners, in both ways. */
    SERVICE("completions:service"),
    /** Takes back, waives and begins attempts for all learners, and reads of all. */
    ADMIN("completions:admin");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As in a token's claim. */
    public String text() {
        return text;
    }

    /** Those that a claim names; others are not ours. */
    static Set<Scope> named(Iterable<String> names) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : names) {
            for (Scope scope : values()) {
                if (scope.text.equals(name)) {
                    scopes.add(scope);
                }
            }
        }
        return scopes;
    }
}
