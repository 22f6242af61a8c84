package dev.oncemark.ingest.access;

import org.jspecify.annotations.Nullable;

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

    /** The one of this text, or null: others are not ours. */
    static @Nullable Scope of(String text) {
        for (Scope scope : values()) {
            if (scope.text.equals(text)) {
                return scope;
            }
        }
        return null;
    }
}
