package dev.oncemark.platform;

import java.util.Set;

/**
 * What the log has of a row before it is changed or deleted.
 *
 * @param full all of it, whatever {@code columns} are
 */
public record ReplicaIdentity(boolean full, Set<String> columns) {

    /** @param kind as {@code pg_class.relreplident} has it */
    static ReplicaIdentity of(String kind, Set<String> primaryKey, Set<String> index) {
        return switch (kind) {
            case "f" -> new ReplicaIdentity(true, Set.of());
            case "d" -> new ReplicaIdentity(false, primaryKey);
            case "i" -> new ReplicaIdentity(false, index);
            default -> new ReplicaIdentity(false, Set.of());
        };
    }

    boolean has(Set<String> needed) {
        return full || columns.containsAll(needed);
    }
}
