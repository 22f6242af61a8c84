package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accepted changes of one enrollment, in order, and which lessons are complete by them. */
final class Accepted {

    /** How many of the latest acceptances the streams-app remembers with request id and time. */
    private static final int REMEMBERED = 16;

    private final List<Decided> changes = new ArrayList<>();
    private final List<Decided> acceptances = new ArrayList<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private final Map<String, Decided> standing = new HashMap<>();

    /** The lesson is complete by this. */
    void add(Decided acceptance) {
        latest.put(acceptance.lesson(), acceptances.size());
        acceptances.add(acceptance);
        standing.putIfAbsent(acceptance.lesson(), acceptance);
        changes.add(acceptance);
    }

    /** Its lesson is not complete any more, or none is. */
    void end(Decided takeBack) {
        if (takeBack.result().status() == CompletionResult.Status.RESET) {
            standing.clear();
        } else {
            standing.remove(takeBack.lesson());
        }
        changes.add(takeBack);
    }

    /** The result by which the lesson is complete, or null. */
    @Nullable
    Decided of(String lesson) {
        return standing.get(lesson);
    }

    /** The lessons that are complete. */
    Set<String> lessons() {
        return standing.keySet();
    }

    /** Whether the lesson was ever complete, also where that has ended. */
    boolean everHad(String lesson) {
        return latest.containsKey(lesson);
    }

    /** All changes: acceptances, and what ended them. */
    List<Decided> changes() {
        return changes;
    }

    /** The latest sequence, 0 before the first. */
    long sequence() {
        return changes.isEmpty() ? 0 : changes.get(changes.size() - 1).sequence();
    }

    /** Whether the latest acceptance of a lesson is among the latest of all. */
    boolean isRemembered(String lesson) {
        Integer index = latest.get(lesson);
        return index != null && index >= acceptances.size() - REMEMBERED;
    }

    /** Whether one of the latest acceptances is of this lesson and by this request, though it may have ended. */
    boolean isRemembered(String lesson, UUID requestId) {
        return acceptances.subList(Math.max(0, acceptances.size() - REMEMBERED), acceptances.size()).stream()
                .anyMatch(decided -> decided.lesson().equals(lesson)
                        && decided.result().requestId().equals(requestId));
    }

    /** The latest of the times of all completions among the first {@code sequence} changes, or null if there is none. */
    @Nullable
    Instant latestTimeBy(long sequence) {
        return acceptances.stream()
                .filter(decided -> decided.sequence() <= sequence)
                .map(Accepted::time)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /**
     * Whether a lesson's time can have been taken for {@code time}: version 0.1.0 kept the times of the latest acceptances
     * only, and others are taken to be the latest of all that it had.
     */
    boolean canBeTakenFor(Instant time) {
        Instant latestTime = Instant.MIN;
        for (int index = 0; index < acceptances.size(); index++) {
            Instant at = time(acceptances.get(index));
            latestTime = at.isAfter(latestTime) ? at : latestTime;
            if (index >= REMEMBERED && latestTime.equals(time)) {
                return true;
            }
        }
        return false;
    }

    /** When the lesson was completed, as the acceptance says. */
    static Instant time(Decided acceptance) {
        return Objects.requireNonNull(acceptance.result().completedAt());
    }
}
