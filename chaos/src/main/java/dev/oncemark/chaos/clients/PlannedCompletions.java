package dev.oncemark.chaos.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes up completions: most for lessons that are there, many for the same ones, some for what is not there (yet). */
final class PlannedCompletions {

    /** So many enrollments, the first ones, are asked for far more often than the others. */
    static final int BUSY = 10;

    private static final int MOST_OFFLINE = 5;
    private static final Duration LONGEST_OFFLINE = Duration.ofSeconds(60);

    private final Platform platform;
    private final Knowledge knowledge;
    private final Random random;
    private final String run;
    private long made;

    /** @param run tells the keys of this run from those of others */
    PlannedCompletions(Platform platform, Knowledge knowledge, Random random, String run) {
        this.platform = platform;
        this.knowledge = knowledge;
        this.random = random;
        this.run = run;
    }

    /** Most under a key of their own; every fourth client waits for the verdict. */
    ChaosRequest next() {
        int waitSeconds = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
        return switch (random.nextInt(40)) {
            case 0 -> offline();
            case 1, 2 -> ofLesson(RequestKind.PLAIN, enrollment(), null, waitSeconds);
            case 3, 4, 5, 6 -> ofLesson(RequestKind.OF_ATTEMPT, enrollment(), key(), waitSeconds);
            default -> ofLesson(RequestKind.COMPLETION, enrollment(), key(), waitSeconds);
        };
    }

    /** Without a key, by a client that does not wait for the verdict. */
    PlannedCompletion nextWithoutKey() {
        return ofLesson(RequestKind.COMPLETION, enrollment(), null, 0);
    }

    private ChaosRequest offline() {
        int enrollment = random.nextBoolean() ? random.nextInt(BUSY) : enrollment();
        List<PlannedCompletion> items = Stream.generate(() -> ofLesson(RequestKind.OFFLINE, enrollment, key(), 0))
                .limit(2L + random.nextInt(MOST_OFFLINE - 1))
                .toList();
        return new OfflineBatch(items, Instant.now().minusMillis(random.nextLong(LONGEST_OFFLINE.toMillis())));
    }

    private String key() {
        return run + "-" + made++;
    }

    private int enrollment() {
        if (random.nextInt(20) == 0) {
            return random.nextInt(BUSY);
        }
        int known = platform.enrollments();
        // One in two hundred is for somebody who enrolls just now, or never.
        return random.nextInt(200) == 0 ? known + random.nextInt(5) : random.nextInt(known);
    }

    private PlannedCompletion ofLesson(RequestKind kind, int enrollment, @Nullable String key, int waitSeconds) {
        String id = "e" + enrollment;
        Integer attempt = kind == RequestKind.OF_ATTEMPT ? attempt(id) : null;
        return new PlannedCompletion(kind, id, platform.course(enrollment) + suffix(), key, attempt, waitSeconds);
    }

    /** Mostly the one that is known to be under way, or else one beside it. */
    private Integer attempt(String enrollment) {
        int known = knowledge.attempt(enrollment);
        return switch (random.nextInt(6)) {
            case 0 -> Math.max(1, known - 1);
            case 1 -> known + 1;
            default -> known;
        };
    }

    private String suffix() {
        return switch (random.nextInt(100)) {
            case 0 -> "-none";
            case 1 -> "-x" + random.nextInt(platform.changes() + 2);
            default -> "-l" + random.nextInt(Platform.LESSONS);
        };
    }
}
