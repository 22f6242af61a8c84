package dev.oncemark.contracts;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A result that is being made: the one place that has every field by its place. */
final class ResultDraft {
    private final Subject subject;
    private final Basis basis;
    Status status;
    private Origin origin = Origin.API;

    @Nullable
    Reason reason;

    private @Nullable UUID originalRequestId;
    private @Nullable Instant completedAt;
    private @Nullable Long sequence;
    private @Nullable Standing standing;

    @Nullable
    Kind command;

    @Nullable
    String commandReason;

    @Nullable
    String actorId;

    @Nullable
    Waiver waiver;

    @Nullable
    Instant statedAt;

    private @Nullable UUID revokedRequestId;
    private @Nullable Integer endedCompletion;

    ResultDraft(Subject subject, Basis basis, Status status) {
        this.subject = subject;
        this.basis = basis;
        this.status = status;
        // Only a reset is about no lesson.
        this.command = subject.lessonId() == null ? Kind.RESET : null;
        this.statedAt = subject.statedAt();
    }

    ResultDraft(CompletionResult from) {
        this(
                new Subject(
                        from.requestId(),
                        from.enrollmentId(),
                        from.lessonId(),
                        from.occurredAt(),
                        from.position(),
                        from.statedAt()),
                new Basis(
                        from.decidedAt(),
                        from.courseId(),
                        from.learnerId(),
                        from.catalogVersion(),
                        from.attemptNumber()),
                from.status());
        origin = from.origin();
        reason = from.reason();
        originalRequestId = from.originalRequestId();
        completedAt = from.completedAt();
        sequence = from.sequence();
        standing = from.requiredCompleted() == null || from.required() == null
                ? null
                : new Standing(from.requiredCompleted(), from.required());
        command = from.command();
        commandReason = from.commandReason();
        actorId = from.actorId();
        waiver = from.waiver();
        revokedRequestId = from.revokedRequestId();
        endedCompletion = from.endedCompletion();
    }

    ResultDraft origin(Origin value) {
        origin = value;
        return this;
    }

    ResultDraft reason(Reason value) {
        reason = value;
        return this;
    }

    ResultDraft original(@Nullable UUID value) {
        originalRequestId = value;
        return this;
    }

    ResultDraft completedAt(@Nullable Instant value) {
        completedAt = value;
        return this;
    }

    ResultDraft sequence(long value) {
        sequence = value;
        return this;
    }

    ResultDraft standing(@Nullable Standing value) {
        standing = value;
        return this;
    }

    ResultDraft revoked(@Nullable UUID request, @Nullable Integer completion) {
        revokedRequestId = request;
        endedCompletion = completion;
        return this;
    }

    CompletionResult result() {
        return new CompletionResult(
                subject.requestId(),
                subject.enrollmentId(),
                subject.lessonId(),
                basis.courseId(),
                status,
                reason,
                originalRequestId,
                completedAt,
                sequence,
                subject.occurredAt(),
                basis.decidedAt(),
                origin,
                basis.catalogVersion(),
                subject.position().topic(),
                subject.position().partition(),
                subject.position().offset(),
                basis.learnerId(),
                basis.attempt(),
                standing == null ? null : standing.completed(),
                standing == null ? null : standing.required(),
                command,
                commandReason,
                actorId,
                waiver,
                revokedRequestId,
                endedCompletion,
                statedAt);
    }
}
