package dev.oncemark.ingest;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides an enrollment's requests as the streams-app does, as far as the API can tell: what the enrollment's id begins
 * with says what is wrong with it, and what follows "of-" is its learner. It remembers all that was ever accepted.
 */
final class PretendEnrollment {

    private final boolean forgetful;
    private final Map<String, CompletionResult> complete = new HashMap<>();
    private final Map<UUID, Long> carriedOut = new HashMap<>();
    private final Set<UUID> accepted = new HashSet<>();
    private int attempt = 1;
    private long sequence;

    /** @param forgetful whether it does not remember which request completed a lesson, as of completions of long ago */
    PretendEnrollment(boolean forgetful) {
        this.forgetful = forgetful;
    }

    CompletionResult decide(ConsumerRecord<String, CompletionRequest> record) {
        CompletionRequest request = record.value();
        Command command = request.command();
        Subject subject = new Subject(
                request.requestId(),
                request.enrollmentId(),
                command == null ? request.lessonId() : command.about(),
                request.occurredAt(),
                new RecordPosition(record.topic(), record.partition(), record.offset()),
                request.statedAt());
        Reason wrong = wrong(request);
        if (wrong != null) {
            CompletionResult rejected = CompletionResult.rejected(
                    subject,
                    wrong == Reason.UNKNOWN_ENROLLMENT ? Basis.unknown(now()) : basis(request.enrollmentId()),
                    wrong);
            return command == null ? rejected : rejected.of(command, request.actorId());
        }
        return command == null ? complete(subject) : carryOut(subject, command).of(command, request.actorId());
    }

    private Basis basis(String enrollmentId) {
        return new Basis(now(), "course", learnerOf(enrollmentId), 1L, attempt);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private CompletionResult complete(Subject subject) {
        Basis basis = basis(subject.enrollmentId());
        CompletionResult before = complete.get(subject.lessonId());
        if (before == null) {
            CompletionResult result = CompletionResult.accepted(subject, basis, ++sequence, null);
            complete.put(result.lesson(), result);
            accepted.add(result.requestId());
            return result;
        }
        if (forgetful) {
            return CompletionResult.rejected(subject, basis, Reason.ALREADY_COMPLETED);
        }
        Instant completedAt = Objects.requireNonNull(before.completedAt());
        return before.requestId().equals(subject.requestId())
                ? CompletionResult.replayed(subject, basis, completedAt)
                : CompletionResult.alreadyCompleted(subject, basis, before.requestId(), completedAt);
    }

    private CompletionResult carryOut(Subject subject, Command command) {
        Long before = carriedOut.get(subject.requestId());
        if (before != null && !forgetful) {
            return CompletionResult.replayed(subject, basis(subject.enrollmentId()), before);
        }
        CompletionResult result = command.match(new CarryingOut(subject));
        if (result.status() == Status.REVOKED || result.status() == Status.RESET) {
            carriedOut.put(subject.requestId(), sequence);
        }
        return result;
    }

    private final class CarryingOut implements Command.Cases<CompletionResult> {

        private final Subject subject;

        CarryingOut(Subject subject) {
            this.subject = subject;
        }

        private CompletionResult rejected(Reason reason) {
            return CompletionResult.rejected(subject, basis(subject.enrollmentId()), reason);
        }

        @Override
        public CompletionResult revoke(Command.Revoke command) {
            CompletionResult before = complete.get(command.lessonId());
            UUID revokes = command.revokes();
            if (before == null || (revokes != null && !revokes.equals(before.requestId()))) {
                return rejected(Reason.NOT_COMPLETED);
            }
            complete.remove(command.lessonId());
            Basis basis = basis(subject.enrollmentId());
            return CompletionResult.revoked(subject, basis, ++sequence, null, before.requestId(), null);
        }

        @Override
        public CompletionResult waive(Command.Waive command) {
            return complete(subject);
        }

        @Override
        public CompletionResult reset(Command.Reset command) {
            if (command.attempt() != attempt + 1) {
                return rejected(command.attempt() <= attempt ? Reason.ATTEMPT_EXISTS : Reason.ATTEMPT_SKIPPED);
            }
            attempt = command.attempt();
            complete.clear();
            return CompletionResult.reset(subject, basis(subject.enrollmentId()), ++sequence, null);
        }
    }

    private @Nullable Reason wrong(CompletionRequest request) {
        String learner = learnerOf(request.enrollmentId());
        if (request.learnerId() != null
                && learner != null
                && !request.learnerId().equals(learner)) {
            return Reason.NOT_ENROLLMENT_OWNER;
        }
        Command command = request.command();
        String lesson = command == null ? request.lessonId() : command.about();
        if (lesson != null && lesson.startsWith("foreign")) {
            return Reason.LESSON_NOT_IN_COURSE;
        }
        Integer asked = request.attempt();
        if (asked != null && asked != attempt) {
            return asked < attempt ? Reason.ATTEMPT_OVER : Reason.ATTEMPT_NOT_BEGUN;
        }
        if (isEnded(request)) {
            return Reason.ATTEMPT_OVER;
        }
        String enrollment = request.enrollmentId();
        if (enrollment.startsWith("unknown")) {
            return Reason.UNKNOWN_ENROLLMENT;
        }
        if (enrollment.startsWith("courseless")) {
            return Reason.UNKNOWN_COURSE;
        }
        return enrollment.startsWith("inactive") && request.command() == null ? Reason.ENROLLMENT_NOT_ACTIVE : null;
    }

    /** Whether its request had completed the lesson before that was taken back, by a key that says that it is a retry. */
    private boolean isEnded(CompletionRequest request) {
        return Boolean.TRUE.equals(request.keyed())
                && request.lessonId() != null
                && !complete.containsKey(request.lessonId())
                && accepted.contains(request.requestId());
    }

    private static @Nullable String learnerOf(String enrollmentId) {
        int of = enrollmentId.indexOf("of-");
        return of < 0 ? null : enrollmentId.substring(of + 3);
    }
}
