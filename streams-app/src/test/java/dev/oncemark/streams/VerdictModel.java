package dev.oncemark.streams;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.streams.EnrollmentModel.Acceptance;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The verdict on one request, in the reference model: the rules in the order in which docs/design.md, section 4, has them. */
final class VerdictModel {

    private final EnrollmentModel enrollment;
    private final CatalogModel.@Nullable Course course;
    private final CompletionRequest request;
    private final boolean last;

    /** @param last whether it is rejected where it could wait */
    VerdictModel(
            EnrollmentModel enrollment, CatalogModel.@Nullable Course course, CompletionRequest request, boolean last) {
        this.enrollment = enrollment;
        this.course = course;
        this.request = request;
        this.last = last;
    }

    /** Tells the verdict, unless the request waits; returns whether it told one. */
    boolean tell() {
        if (enrollment.course == null) {
            return pending("UNKNOWN_ENROLLMENT");
        }
        if (request.learnerId() != null && !request.learnerId().equals(enrollment.learner)) {
            return rejected("NOT_ENROLLMENT_OWNER");
        }
        Command command = request.command();
        if (command instanceof Command.Revoke revoke) {
            return revoke(revoke);
        }
        if (command instanceof Command.Reset reset) {
            return reset(reset);
        }
        return command instanceof Command.Waive waive ? waive(waive) : complete();
    }

    private boolean complete() {
        String lesson = request.lesson();
        Integer attempt = request.attempt();
        if (attempt != null && attempt != enrollment.attempt) {
            return rejected(attempt < enrollment.attempt ? "ATTEMPT_OVER" : "ATTEMPT_NOT_BEGUN");
        }
        if (enrollment.completed.containsKey(lesson)) {
            return alreadyCompleted(lesson);
        }
        if (attempt == null && isOver(lesson)) {
            return rejected("ATTEMPT_OVER");
        }
        if (!isCourseKnown()) {
            return pending("UNKNOWN_COURSE");
        }
        if (!enrollment.takes(request.occurredAt(), request.receivedAt())) {
            return rejected("ENROLLMENT_NOT_ACTIVE");
        }
        return accepted(lesson, null);
    }

    private boolean isOver(String lesson) {
        boolean isKeyed = Boolean.TRUE.equals(request.keyed());
        boolean isDated = !request.occurredAt().equals(request.receivedAt());
        return (isKeyed && enrollment.isAmongRecent(request.requestId()))
                || (isDated && enrollment.isOver(lesson, request.occurredAt()));
    }

    private boolean waive(Command.Waive waive) {
        if (enrollment.completed.containsKey(waive.lessonId())) {
            return alreadyCompleted(waive.lessonId());
        }
        return isCourseKnown() ? accepted(waive.lessonId(), waive.code()) : pending("UNKNOWN_COURSE");
    }

    private boolean revoke(Command.Revoke revoke) {
        String lesson = revoke.lessonId();
        Acceptance standing = enrollment.recent(lesson);
        UUID by = standing == null ? null : standing.requestId();
        if (enrollment.carriedOut(request.requestId()) != null) {
            return carriedOutBefore();
        }
        if (!enrollment.completed.containsKey(lesson) && (course == null || !course.isKnown())) {
            return pending("UNKNOWN_COURSE");
        }
        if (!enrollment.completed.containsKey(lesson)
                || (revoke.revokes() != null && !revoke.revokes().equals(by))) {
            return rejected("NOT_COMPLETED");
        }
        enrollment.revoke(lesson, request.requestId(), request.receivedAt());
        Integer ended = enrollment.completion.revoked(course, lesson, command());
        enrollment.tell(result("REVOKED")
                .with("sequence", enrollment.sequence)
                .with("revoked", by)
                .with("ended", ended)
                .with("completed", requiredCompleted())
                .with("required", required()));
        return true;
    }

    private boolean reset(Command.Reset reset) {
        if (enrollment.carriedOut(request.requestId()) != null) {
            return carriedOutBefore();
        }
        if (reset.attempt() != enrollment.attempt + 1) {
            return rejected(reset.attempt() <= enrollment.attempt ? "ATTEMPT_EXISTS" : "ATTEMPT_SKIPPED");
        }
        enrollment.reset(request.requestId(), request.receivedAt());
        Integer ended = enrollment.completion.reset(reset.keepsCompletion(), command());
        enrollment.tell(result("RESET").with("sequence", enrollment.sequence).with("ended", ended));
        return true;
    }

    private boolean accepted(String lesson, @Nullable String waiver) {
        if (course == null || !course.has(lesson)) {
            return pending("LESSON_NOT_IN_COURSE");
        }
        enrollment.accept(new Acceptance(request.requestId(), lesson, request.occurredAt()));
        enrollment.tell(result("ACCEPTED")
                .with("at", request.occurredAt())
                .with("sequence", enrollment.sequence)
                .with("waiver", waiver)
                .with("completed", requiredCompleted())
                .with("required", required())
                .with("event", enrollment.eventOfAcceptance(lesson)));
        enrollment.completion.note(course, lesson, "API");
        return true;
    }

    private boolean alreadyCompleted(String lesson) {
        Acceptance original = enrollment.recent(lesson);
        if (original == null) {
            return rejected("ALREADY_COMPLETED");
        }
        boolean isReplay = original.requestId().equals(request.requestId());
        enrollment.tell(result(isReplay ? "REPLAYED" : "REJECTED")
                .with("at", original.at())
                .with("reason", isReplay ? null : "ALREADY_COMPLETED")
                .with("original", isReplay ? null : original.requestId()));
        return true;
    }

    private boolean carriedOutBefore() {
        enrollment.tell(result("REPLAYED").with("sequence", enrollment.carriedOut(request.requestId())));
        return true;
    }

    private boolean pending(String reason) {
        return last && rejected(reason);
    }

    private boolean rejected(String reason) {
        enrollment.tell(result("REJECTED").with("reason", reason));
        return true;
    }

    private Line result(String status) {
        Command command = request.command();
        return new Line()
                .with("status", status)
                .with("request", request.requestId())
                .with("lesson", command == null ? request.lessonId() : command.about())
                .with("stated", request.statedAt())
                .with("origin", "API")
                .with("command", command == null ? null : command.kind())
                .with("why", command == null ? null : command.code())
                .with("actor", command == null ? null : request.actorId());
    }

    private Line command() {
        Command command = request.command();
        return new Line().with("request", request.requestId()).with("why", command == null ? null : command.code());
    }

    private boolean isCourseKnown() {
        return course != null && course.isKnown() && course.isPresent();
    }

    private @Nullable Integer required() {
        return course == null ? null : course.requiredNow();
    }

    private @Nullable Integer requiredCompleted() {
        return course == null ? null : course.requiredOf(enrollment.completed.keySet());
    }
}
