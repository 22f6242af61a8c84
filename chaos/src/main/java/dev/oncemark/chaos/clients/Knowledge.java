package dev.oncemark.chaos.clients;

import dev.oncemark.chaos.clients.ChaosRequest.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What administrators know by what clients were told: which attempt is under way, and what was completed lately. */
final class Knowledge {

    private static final int REMEMBERED = 200;

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final List<Subject> completed = new ArrayList<>();
    private int next;

    /** The attempt that is under way, as far as anybody was told. */
    int attempt(String enrollment) {
        return attempts.getOrDefault(enrollment, 1);
    }

    void attemptIs(String enrollment, int attempt) {
        attempts.merge(enrollment, attempt, Math::max);
    }

    /** It is, or soon will be, complete: it may be taken back. */
    synchronized void completed(Subject subject) {
        if (completed.size() < REMEMBERED) {
            completed.add(subject);
        } else {
            completed.set(next++ % REMEMBERED, subject);
        }
    }

    /** Any of those that were completed lately; null before there is one. */
    synchronized @Nullable Subject anyCompleted(Random random) {
        return completed.isEmpty() ? null : completed.get(random.nextInt(completed.size()));
    }
}
