package dev.oncemark.sink;

import static java.util.Objects.requireNonNull;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Results as the streams-app would give them for a few enrollments of three lessons, and the rows that follow from them:
 * of each acceptance whether it has ended, by the definition and not by folding.
 */
public final class RandomHistory {

    private final Random random;
    private final List<CompletionResult> results = new ArrayList<>();
    private final List<Enrollment> enrollments = new ArrayList<>();

    private static final List<Waiver> WAIVERS =
            List.of(Waiver.TESTED_OUT, Waiver.EQUIVALENT_AU, Waiver.EQUIVALENT_OUTSIDE_ACTIVITY, Waiver.ADMINISTRATIVE);

    private static final class Enrollment {
        final String id = "fold-" + UUID.randomUUID();
        final Set<String> complete = new HashSet<>();
        int attempt = 1;
        long sequence;
    }

    public RandomHistory(Random random, int enrollmentCount, int size) {
        this.random = random;
        for (int number = 0; number < enrollmentCount; number++) {
            enrollments.add(new Enrollment());
        }
        while (results.size() < size) {
            results.add(next(enrollments.get(random.nextInt(enrollments.size()))));
        }
    }

    private CompletionResult next(Enrollment enrollment) {
        String lesson = "lesson-" + random.nextInt(3);
        int kind = random.nextInt(20);
        if (kind == 0) {
            return reset(enrollment);
        }
        if (kind == 1) {
            return CompletionResult.rejected(
                    subject(enrollment, lesson), basis(enrollment), Reason.ENROLLMENT_NOT_ACTIVE);
        }
        return enrollment.complete.contains(lesson) ? revoke(enrollment, lesson) : complete(enrollment, lesson);
    }

    private CompletionResult reset(Enrollment enrollment) {
        enrollment.attempt++;
        enrollment.complete.clear();
        return CompletionResult.reset(subject(enrollment, null), basis(enrollment), ++enrollment.sequence, null)
                .of(new Command.Reset(enrollment.attempt, true, "YEARLY"), "u-1");
    }

    private CompletionResult revoke(Enrollment enrollment, String lesson) {
        enrollment.complete.remove(lesson);
        return CompletionResult.revoked(
                        subject(enrollment, lesson), basis(enrollment), ++enrollment.sequence, null, null, null)
                .of(new Command.Revoke(lesson, "MISTAKE", null), random.nextBoolean() ? "u-2" : null);
    }

    private CompletionResult complete(Enrollment enrollment, String lesson) {
        enrollment.complete.add(lesson);
        var accepted =
                CompletionResult.accepted(subject(enrollment, lesson), basis(enrollment), ++enrollment.sequence, null);
        return random.nextInt(4) > 0
                ? accepted
                : accepted.of(new Command.Waive(lesson, WAIVERS.get(random.nextInt(WAIVERS.size()))), "u-3");
    }

    private Subject subject(Enrollment enrollment, @Nullable String lesson) {
        return new Subject(
                new UUID(random.nextLong(), random.nextLong()),
                enrollment.id,
                lesson,
                Writer.TIME.plusMillis(results.size()),
                new RecordPosition("completion-requests", 1, results.size()));
    }

    private Basis basis(Enrollment enrollment) {
        return new Basis(Writer.TIME.plusMillis(results.size() + 20), "course", "learner", 7L, enrollment.attempt);
    }

    /** In their order. */
    public List<CompletionResult> results() {
        return results;
    }

    public List<String> enrollmentIds() {
        return enrollments.stream().map(enrollment -> enrollment.id).toList();
    }

    /** The rows of all three tables, once all results are stored. */
    public Tables tables() {
        Map<CompletionResult, @Nullable CompletionResult> ends = new HashMap<>();
        for (CompletionResult result : results) {
            if (result.status() == Status.ACCEPTED) {
                ends.put(result, firstEnd(result));
            }
        }
        Tables tables = new Tables();
        ends.forEach((accepted, end) -> {
            if (end == null) {
                tables.lessons().add(accepted.asStored());
            } else {
                tables.ended().add(EndedLesson.of(accepted, end));
            }
        });
        results.stream()
                .filter(result -> result.command() != null && result.sequence() != null)
                .forEach(result -> tables.commands().add(CarriedOut.of(result)));
        return tables;
    }

    private @Nullable CompletionResult firstEnd(CompletionResult accepted) {
        return results.stream()
                .filter(result -> result.enrollmentId().equals(accepted.enrollmentId()))
                .filter(result -> result.status() == Status.RESET
                        || (result.status() == Status.REVOKED && result.lesson().equals(accepted.lesson())))
                .filter(result -> requireNonNull(result.sequence()) > requireNonNull(accepted.sequence()))
                .findFirst()
                .orElse(null);
    }
}
