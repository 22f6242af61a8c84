package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was accepted of one enrollment, in order. */
final class Accepted {

    /** How many of the latest acceptances the streams-app remembers with request id and time. */
    private static final int REMEMBERED = 16;

    private final Map<String, Integer> byLesson = new HashMap<>();
    private final List<Decided> inOrder = new ArrayList<>();

    void add(Decided decided) {
        byLesson.putIfAbsent(decided.lesson(), inOrder.size());
        inOrder.add(decided);
    }

    /** The result that first accepted the lesson, or null. */
    @Nullable
    Decided of(String lesson) {
        Integer index = byLesson.get(lesson);
        return index == null ? null : inOrder.get(index);
    }

    Set<String> lessons() {
        return byLesson.keySet();
    }

    List<Decided> inOrder() {
        return inOrder;
    }

    /** The latest sequence, 0 before the first. */
    long sequence() {
        return inOrder.isEmpty() ? 0 : sequence(inOrder.get(inOrder.size() - 1));
    }

    /** Whether the acceptance of a lesson is among the latest. */
    boolean isRemembered(String lesson) {
        Integer index = byLesson.get(lesson);
        return index != null && index >= inOrder.size() - REMEMBERED;
    }

    /** The lessons that were completed when {@code sequence} changes had been accepted. */
    Set<String> lessonsBy(long sequence) {
        Set<String> lessons = new HashSet<>();
        for (Decided decided : inOrder) {
            if (sequence(decided) <= sequence) {
                lessons.add(decided.lesson());
            }
        }
        return lessons;
    }

    /** The latest of the times of the first {@code sequence} completions, or null if there is none. */
    @Nullable
    Instant latestTimeBy(long sequence) {
        return inOrder.stream()
                .filter(decided -> sequence(decided) <= sequence)
                .map(decided -> Objects.requireNonNull(decided.result().completedAt()))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** The latest of the times of those lessons among the first {@code sequence} completions, or null if there is none. */
    @Nullable
    Instant latestTimeOf(Set<String> lessons, long sequence) {
        return inOrder.stream()
                .filter(decided -> sequence(decided) <= sequence && lessons.contains(decided.lesson()))
                .map(decided -> Objects.requireNonNull(decided.result().completedAt()))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /**
     * Whether a lesson's time can have been taken for {@code time}: version 0.1.0 kept the times of the latest acceptances
     * only, and others are taken to be the latest of all that it had.
     */
    boolean canBeTakenFor(Instant time) {
        Instant latest = Instant.MIN;
        for (int index = 0; index < inOrder.size(); index++) {
            Instant at = Objects.requireNonNull(inOrder.get(index).result().completedAt());
            latest = at.isAfter(latest) ? at : latest;
            if (index >= REMEMBERED && latest.equals(time)) {
                return true;
            }
        }
        return false;
    }

    static long sequence(Decided decided) {
        CompletionResult result = decided.result();
        return Objects.requireNonNull(result.sequence());
    }
}
