package dev.oncemark.chaos.clients;

import dev.oncemark.chaos.clients.ChaosRequest.Subject;
import dev.oncemark.contracts.Command.Waiver;
import java.util.Random;

/** Makes up what administrators do: to lessons that were just completed, and to enrollments that everybody is at. */
final class PlannedCommands {

    /** The name by which the API knows an administrator with the stack's own token. */
    static final String CALLER = "service:development-admin";

    private static final Waiver[] WAIVERS = {
        Waiver.TESTED_OUT, Waiver.EQUIVALENT_AU, Waiver.EQUIVALENT_OUTSIDE_ACTIVITY, Waiver.ADMINISTRATIVE
    };

    private final Platform platform;
    private final Knowledge knowledge;
    private final Random random;
    private final String run;
    private long made;

    /** @param run tells the keys of this run from those of others */
    PlannedCommands(Platform platform, Knowledge knowledge, Random random, String run) {
        this.platform = platform;
        this.knowledge = knowledge;
        this.random = random;
        this.run = run;
    }

    /** Half of the administrators wait for the verdict. */
    ChaosRequest next() {
        int waitSeconds = random.nextBoolean() ? 1 + random.nextInt(5) : 0;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> revoke(waitSeconds);
            case 3, 4, 5 -> waiver(waitSeconds);
            default -> reset(waitSeconds);
        };
    }

    private ChaosRequest revoke(int waitSeconds) {
        Subject completed = knowledge.anyCompleted(random);
        String key = run + "-" + made++;
        if (completed == null || completed.lesson() == null) {
            return new PlannedRevoke(busyEnrollment(), platform.course(0) + "-l0", key, null, waitSeconds);
        }
        return new PlannedRevoke(
                completed.enrollment(),
                completed.lesson(),
                key,
                random.nextBoolean() ? completed.requestId() : null,
                waitSeconds);
    }

    private ChaosRequest waiver(int waitSeconds) {
        int enrollment = random.nextInt(3) == 0 ? busy() : random.nextInt(platform.enrollments());
        String lesson = platform.course(enrollment) + "-l" + random.nextInt(Platform.LESSONS);
        return new PlannedWaiver("e" + enrollment, lesson, WAIVERS[random.nextInt(WAIVERS.length)], waitSeconds);
    }

    private ChaosRequest reset(int waitSeconds) {
        Subject completed = knowledge.anyCompleted(random);
        String enrollment = completed == null || random.nextBoolean() ? busyEnrollment() : completed.enrollment();
        int known = knowledge.attempt(enrollment);
        boolean keepCompletion = random.nextInt(3) > 0;
        return switch (random.nextInt(6)) {
            case 0 -> new PlannedReset(RequestKind.OLD_RESET, enrollment, known, keepCompletion, waitSeconds);
            case 1 -> new PlannedReset(RequestKind.EARLY_RESET, enrollment, known + 2, keepCompletion, waitSeconds);
            default -> new PlannedReset(RequestKind.RESET, enrollment, known + 1, keepCompletion, waitSeconds);
        };
    }

    private String busyEnrollment() {
        return "e" + busy();
    }

    private int busy() {
        return random.nextInt(PlannedCompletions.BUSY);
    }
}
