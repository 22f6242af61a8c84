package dev.oncemark.sink.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What an error of PostgreSQL says about the batch that met it, and so what becomes of the batch. Only {@link #RECORD}
 * ever sends a record to its dead-letter topic.
 */
public enum Fault {
    /** A record that no database would take. The others of its batch can be stored without it. */
    RECORD,
    /** Other transactions were in the way, this one was undone. The same batch can be stored at once. */
    CONCURRENT,
    /** Another transaction holds this batch's offsets and does not end. It may be a stopped sink's. */
    LOCKED,
    /** PostgreSQL is away, is starting or stopping, is a standby, or is out of memory, disk or connections. */
    AWAY,
    /** Nothing that is known to pass, such as a missing right or a missing table. Somebody has to look. */
    UNKNOWN;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";
    private static final String READ_ONLY = "25006";
    /** A key too long for its index. */
    private static final String PROGRAM_LIMIT_EXCEEDED = "54000";
    /** The session was ended while its transaction was idle, and everything in it undone. */
    private static final String IDLE_IN_TRANSACTION = "25P03";

    /** The fault that {@code error} stands for, by its SQL state. */
    public static Fault of(SQLException error) {
        return ofState(error.getSQLState());
    }

    static Fault ofState(@Nullable String state) {
        if (state == null) {
            return AWAY; // no answer of PostgreSQL's: the pool had no connection in time
        }
        return switch (state) {
            case LOCK_NOT_AVAILABLE -> LOCKED;
            case PROGRAM_LIMIT_EXCEEDED -> RECORD;
            case READ_ONLY, QUERY_CANCELED, IDLE_IN_TRANSACTION -> AWAY;
            default -> ofClass(state);
        };
    }

    private static Fault ofClass(String state) {
        String stateClass = state.substring(0, Math.min(2, state.length()));
        return switch (stateClass) {
            case "22", "23" -> RECORD; // data exception, integrity constraint violation
            case "40" -> CONCURRENT; // transaction rollback: deadlock, serialization failure
            case "08", "53", "57", "58" -> AWAY; // connection, resources, operator intervention, system error
            default -> UNKNOWN;
        };
    }
}
