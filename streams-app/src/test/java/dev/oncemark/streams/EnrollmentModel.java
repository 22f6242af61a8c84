package dev.oncemark.streams;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one enrollment, and what was told of it as lines of text, in the reference model. */
final class EnrollmentModel {

    /** That a lesson was accepted, by a request, an imported row or a waiver. */
    record Acceptance(UUID requestId, String lesson, Instant at) {}

    /** A command that took back or reset. */
    record CarriedOut(UUID requestId, long sequence) {}

    record Parked(CompletionRequest request, Instant since) {}

    private static final Duration LATE = Duration.ofDays(30);
    private static final int RECENT = 16;
    private static final int COMMANDS = 4;

    final String id;

    @Nullable
    String course;

    @Nullable
    String learner;

    boolean active;

    /** Since when it is not active, where the platform says so. */
    @Nullable
    Instant endedAt;

    long sequence;
    int attempt = 1;

    /** When the API took the command that began it; null of the first. */
    @Nullable
    Instant attemptBegan;

    final Map<String, Acceptance> completed = new HashMap<>();
    final Map<String, Instant> takenBack = new HashMap<>();
    private final Deque<Acceptance> recent = new ArrayDeque<>();
    private final Deque<CarriedOut> commands = new ArrayDeque<>();

    final Set<String> unreadable = new HashSet<>();
    final Map<String, Instant> imports = new LinkedHashMap<>();
    final List<Parked> parked = new ArrayList<>();

    final CompletionModel completion = new CompletionModel(this);
    final List<String> results = new ArrayList<>();

    EnrollmentModel(String id) {
        this.id = id;
    }

    /** The latest acceptance of the lesson, where it is among the latest of all. */
    @Nullable
    Acceptance recent(String lesson) {
        Acceptance latest = null;
        for (Acceptance acceptance : recent) {
            latest = acceptance.lesson().equals(lesson) ? acceptance : latest;
        }
        return latest;
    }

    boolean isAmongRecent(UUID requestId) {
        return recent.stream().anyMatch(acceptance -> acceptance.requestId().equals(requestId));
    }

    @Nullable
    Long carriedOut(UUID requestId) {
        return commands.stream()
                .filter(command -> command.requestId().equals(requestId))
                .map(CarriedOut::sequence)
                .findFirst()
                .orElse(null);
    }

    /** Whether what happened to the lesson then is a part of what was taken back, or of an attempt that is over. */
    boolean isOver(String lesson, Instant at) {
        Instant back = takenBack.get(lesson);
        return (attemptBegan != null && !at.isAfter(attemptBegan)) || (back != null && !at.isAfter(back));
    }

    /** Whether it takes what happened then and came so much later: it is active, or was, and that is not too long ago. */
    boolean takes(Instant happened, Instant came) {
        Instant end = endedAt;
        return active
                || (end != null
                        && happened.isBefore(end)
                        && Duration.between(end, came).compareTo(LATE) <= 0);
    }

    void accept(Acceptance acceptance) {
        sequence++;
        completed.put(acceptance.lesson(), acceptance);
        recent.addLast(acceptance);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        completion.accepted(acceptance);
    }

    /** The id of the event of an acceptance that is the latest change. */
    UUID eventOfAcceptance(String lesson) {
        return attempt == 1 && !takenBack.containsKey(lesson)
                ? Ids.eventIdOfAcceptance(id, lesson)
                : Ids.eventIdOfLaterAcceptance(id, lesson, sequence);
    }

    void revoke(String lesson, UUID requestId, Instant receivedAt) {
        completed.remove(lesson);
        takenBack.put(lesson, receivedAt);
        carryOut(requestId);
    }

    void reset(UUID requestId, Instant receivedAt) {
        completed.clear();
        takenBack.clear();
        attempt++;
        attemptBegan = receivedAt;
        carryOut(requestId);
    }

    private void carryOut(UUID requestId) {
        sequence++;
        commands.addLast(new CarriedOut(requestId, sequence));
        if (commands.size() > COMMANDS) {
            commands.removeFirst();
        }
    }

    void tell(Line result) {
        results.add(result.with("course", course)
                .with("learner", course == null ? null : learner)
                .with("attempt", attempt)
                .toString());
    }
}
