package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.verify.history.Log;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tables have to have of one enrollment: the fold of its accepted changes, up to where the sink has stored them. */
final class StoredChanges {

    /** An acceptance that ended, and by what. */
    record Ended(Decided acceptance, Decided by) {}

    private final Map<String, Decided> standing = new HashMap<>();
    private final Map<Long, Ended> ended = new LinkedHashMap<>();
    private final Map<Long, Decided> commands = new LinkedHashMap<>();
    private boolean isClear = true;

    StoredChanges(Log log, List<Decided> changes, SinkOffsets stored) {
        for (Decided change : changes) {
            if (stored.has(log, change.offset())) {
                isClear &= change.isAccepted() || !stored.refused(log, change.offset());
                add(change);
            }
        }
    }

    private void add(Decided change) {
        if (change.result().command() != null) {
            commands.put(change.sequence(), change);
        }
        if (change.isAccepted()) {
            standing.putIfAbsent(change.lesson(), change);
        } else if (change.result().status() == Status.RESET) {
            standing.values().forEach(acceptance -> end(acceptance, change));
            standing.clear();
        } else {
            end(standing.remove(change.lesson()), change);
        }
    }

    private void end(@Nullable Decided acceptance, Decided by) {
        if (acceptance != null) {
            ended.put(acceptance.sequence(), new Ended(acceptance, by));
        }
    }

    /** Whether PostgreSQL took every command: where it did not, rows may stand of what has ended. */
    boolean isClear() {
        return isClear;
    }

    /** The acceptances by which lessons are complete. */
    Map<String, Decided> standing() {
        return standing;
    }

    /** The acceptances that ended, by their sequence. */
    Map<Long, Ended> ended() {
        return ended;
    }

    /** The commands that were carried out, by their sequence. */
    Map<Long, Decided> commands() {
        return commands;
    }
}
