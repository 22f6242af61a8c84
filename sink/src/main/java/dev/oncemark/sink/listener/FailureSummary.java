package dev.oncemark.sink.listener;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One line of why something failed, for logs and health: the innermost cause, with its SQL state where it has one. */
final class FailureSummary {

    private FailureSummary() {}

    static String of(Throwable failure) {
        Throwable cause = failure;
        String state = null;
        while (cause.getCause() != null && cause.getCause() != cause) {
            state = stateOf(cause, state);
            cause = cause.getCause();
        }
        state = stateOf(cause, state);
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + ": " + message + (state == null ? "" : " (SQL state " + state + ")");
    }

    private static @Nullable String stateOf(Throwable cause, @Nullable String outer) {
        return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : outer;
    }
}
