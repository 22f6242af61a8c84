package dev.oncemark.streams;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests of a random history: completions and commands, and retries of both. */
final class RandomRequests {

    private static final Duration LATE = Duration.ofDays(30);
    private static final String CLIENT = "client";
    private static final List<Waiver> WAIVERS = List.of(Waiver.TESTED_OUT, Waiver.ADMINISTRATIVE);

    private final Random random;
    private final RandomIds ids;
    private final Supplier<Instant> clock;

    /** Of a hundred requests, how many are commands. */
    private final int commands;

    private final List<CompletionRequest> sent = new ArrayList<>();

    /** When commands were taken and enrollments ended: what happened just then, before or after is what matters. */
    private final List<Instant> marks = new ArrayList<>();

    private final Map<String, Integer> attempts = new TreeMap<>();

    RandomRequests(Random random, RandomIds ids, Supplier<Instant> clock) {
        this.random = random;
        this.ids = ids;
        this.clock = clock;
        this.commands = List.of(0, 10, 40).get(random.nextInt(3));
    }

    CompletionRequest next() {
        boolean isCommand = random.nextInt(100) < commands;
        CompletionRequest request = isCommand ? command(ids.enrollment()) : completion();
        sent.add(request);
        return request;
    }

    /** Whatever an enrollment's course has: somebody does all of it. */
    List<CompletionRequest> allLessons() {
        String enrollment = ids.enrollment();
        List<CompletionRequest> all = new ArrayList<>();
        for (String lesson : ids.lessons()) {
            Instant now = now();
            Boolean keyed = random.nextBoolean() ? true : null;
            all.add(new CompletionRequest(
                    id(), enrollment, lesson, now, now, CLIENT, null, null, keyed, null, null, null));
        }
        sent.addAll(all);
        return all;
    }

    /** One that was sent before, as it was, or taken by the API again; null if none was. */
    @Nullable
    CompletionRequest retry() {
        if (sent.isEmpty()) {
            return null;
        }
        List<CompletionRequest> ended = random.nextInt(3) == 0 ? keyedBeforeTheLatestTakeBack() : List.of();
        if (!ended.isEmpty()) {
            return takenAgain(ended.get(random.nextInt(ended.size())));
        }
        int ago = random.nextInt(random.nextBoolean() ? sent.size() : Math.min(sent.size(), 9));
        CompletionRequest before = sent.get(sent.size() - 1 - ago);
        return random.nextBoolean() ? before : takenAgain(before);
    }

    /** Completions under a key that the latest take-back or reset may have ended. */
    private List<CompletionRequest> keyedBeforeTheLatestTakeBack() {
        for (int at = sent.size() - 1; at >= 0; at--) {
            CompletionRequest sentThen = sent.get(at);
            Command command = sentThen.command();
            if (command != null && !(command instanceof Command.Waive)) {
                String lesson = command.about();
                return sent.stream()
                        .limit(at)
                        .filter(any -> Boolean.TRUE.equals(any.keyed())
                                && any.enrollmentId().equals(sentThen.enrollmentId())
                                && (lesson == null || lesson.equals(any.lessonId())))
                        .toList();
            }
        }
        return List.of();
    }

    private CompletionRequest takenAgain(CompletionRequest before) {
        boolean isDated = !before.occurredAt().equals(before.receivedAt());
        Instant now = now();
        return new CompletionRequest(
                before.requestId(),
                before.enrollmentId(),
                before.lessonId(),
                isDated ? before.occurredAt() : now,
                now,
                CLIENT,
                before.learnerId(),
                before.attempt(),
                before.keyed(),
                before.command(),
                before.actorId(),
                before.statedAt());
    }

    private CompletionRequest completion() {
        String enrollment = ids.enrollment();
        String lesson = ids.lesson();
        boolean isPut = random.nextInt(4) == 0;
        Instant receivedAt = now();
        UUID id = isPut ? Ids.requestIdOfLesson(CLIENT, enrollment, lesson) : id();
        Instant occurredAt = random.nextBoolean() ? receivedAt : time();
        boolean isDatedByServer = occurredAt.equals(receivedAt) && id.hashCode() % 2 == 0;
        return new CompletionRequest(
                id,
                enrollment,
                lesson,
                occurredAt,
                receivedAt,
                CLIENT,
                random.nextInt(3) == 0 ? ids.learner() : null,
                random.nextInt(5) == 0 ? 1 + random.nextInt(3) : null,
                (!isPut && random.nextBoolean()) ? true : null,
                null,
                null,
                isDatedByServer ? receivedAt.plusSeconds(1_200) : null);
    }

    private CompletionRequest command(String enrollment) {
        int kind = random.nextInt(10);
        if (kind < 5) {
            String lesson = ids.lesson();
            return command(id(), enrollment, new Command.Revoke(lesson, "MISTAKE", revokes(enrollment, lesson)));
        }
        if (kind < 8) {
            var waive = new Command.Waive(ids.lesson(), WAIVERS.get(random.nextInt(WAIVERS.size())));
            UUID derived = Ids.requestIdOfWaiver(CLIENT, enrollment, waive.lessonId(), waive.reason());
            return command(random.nextBoolean() ? derived : id(), enrollment, waive);
        }
        int next = attempts.getOrDefault(enrollment, 1) + 1;
        int attempt = Math.max(1, next + (random.nextInt(3) == 0 ? random.nextInt(4) - 2 : 0));
        attempts.merge(enrollment, attempt == next ? next : 1, Math::max);
        Boolean keep = List.of(true, false, random.nextBoolean()).get(random.nextInt(3));
        UUID derived = Ids.requestIdOfAttempt(enrollment, attempt);
        return command(
                random.nextBoolean() ? derived : id(),
                enrollment,
                new Command.Reset(attempt, random.nextInt(3) == 0 ? null : keep, "AGAIN"));
    }

    private CompletionRequest command(UUID id, String enrollment, Command command) {
        Instant receivedAt = now();
        marks.add(receivedAt);
        return new CompletionRequest(
                id,
                enrollment,
                null,
                random.nextInt(3) == 0 ? time() : receivedAt,
                receivedAt,
                CLIENT,
                random.nextInt(5) == 0 ? ids.learner() : null,
                null,
                null,
                command,
                random.nextBoolean() ? "admin" : null,
                null);
    }

    /** Of one of the requests for the lesson, or of none of them, or whichever stands. */
    private @Nullable UUID revokes(String enrollment, String lesson) {
        List<UUID> before = sent.stream()
                .filter(any -> any.enrollmentId().equals(enrollment) && lesson.equals(any.lessonId()))
                .map(CompletionRequest::requestId)
                .toList();
        return switch (random.nextInt(4)) {
            case 0 -> before.isEmpty() ? null : before.get(random.nextInt(before.size()));
            case 1 -> random.nextInt(3) == 0 ? id() : Ids.requestIdOfImport(enrollment, lesson);
            default -> null;
        };
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    Instant now() {
        return clock.get().truncatedTo(ChronoUnit.MILLIS);
    }

    /** When an enrollment ended, or will: just before or after something else, or so long ago that it may matter. */
    Instant end() {
        Instant end = random.nextInt(3) == 0
                ? now().minus(LATE).plusMillis(random.nextInt(3) - 1)
                : time().plusSeconds(random.nextInt(5) == 0 ? random.nextInt(600) : 0);
        marks.add(end);
        return end;
    }

    /** When something happened, as somebody says. */
    Instant time() {
        if (!marks.isEmpty() && random.nextBoolean()) {
            return marks.get(random.nextInt(marks.size())).plusMillis(random.nextInt(3) - 1);
        }
        int ago = random.nextInt(7) == 0 ? -random.nextInt(300) : random.nextInt(1_000_000);
        return clock.get().truncatedTo(ChronoUnit.SECONDS).minusSeconds(ago).plusMillis(250);
    }
}
