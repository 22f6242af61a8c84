package dev.oncemark.streams.decision;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Verdict.AttemptBegun;
import dev.oncemark.streams.decision.Verdict.CarriedOutBefore;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Revoked;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.LessonRef;
import dev.oncemark.streams.enrollment.Revisions.CarriedOut;
import java.util.UUID;

/** Decides commands (docs/design.md, section 4). Whether the enrollment is active does not matter to them. */
record Commands(Enrollment enrollment, Outlines outlines, Commanded request) implements Command.Cases<Verdict> {

    static Verdict decide(Enrollment enrollment, Outlines outlines, Commanded request) {
        return request.command().match(new Commands(enrollment, outlines, request));
    }

    @Override
    public Verdict revoke(Command.Revoke command) {
        CarriedOut before = enrollment.revisions().command(request.requestId());
        if (before != null) {
            return new CarriedOutBefore(before.sequence());
        }
        LessonRef lesson = Lessons.completed(enrollment, outlines, command.lessonId());
        if (lesson == null) {
            return Lessons.canAllBeTold(enrollment, outlines)
                    ? new Rejected(Reason.NOT_COMPLETED)
                    : new Pending(Reason.UNKNOWN_COURSE);
        }
        var latest = enrollment.recent(lesson);
        UUID completedBy = latest == null ? null : latest.requestId();
        if (command.revokes() != null && !command.revokes().equals(completedBy)) {
            return new Rejected(Reason.NOT_COMPLETED);
        }
        Enrollment after = enrollment.withTakeBack(lesson, request.requestId(), request.receivedAt());
        Outline outline = outlines.outline(enrollment.courseId());
        if (outline == null || outline.isDeleted() || !outline.isRequired(command.lessonId())) {
            return new Revoked(after, completedBy, null);
        }
        return after.isCourseCompleted()
                ? new Revoked(after.withCourseEnded(false), completedBy, after.courseCompletions())
                : new Revoked(after.withCompletedBy(null), completedBy, null);
    }

    @Override
    public Verdict waive(Command.Waive command) {
        LessonRef completed = Lessons.completed(enrollment, outlines, command.lessonId());
        if (completed != null) {
            return Completions.alreadyCompleted(enrollment.recent(completed), request.requestId());
        }
        Outline outline = outlines.outline(enrollment.courseId());
        return outline == null || outline.isDeleted()
                ? new Pending(Reason.UNKNOWN_COURSE)
                : Completions.accepted(enrollment, outline, request);
    }

    @Override
    public Verdict reset(Command.Reset command) {
        CarriedOut before = enrollment.revisions().command(request.requestId());
        if (before != null) {
            return new CarriedOutBefore(before.sequence());
        }
        if (command.attempt() <= enrollment.attempt()) {
            return new Rejected(Reason.ATTEMPT_EXISTS);
        }
        if (command.attempt() > enrollment.attempt() + 1) {
            return new Rejected(Reason.ATTEMPT_SKIPPED);
        }
        Enrollment after =
                enrollment.withNextAttempt(request.requestId(), request.receivedAt(), command.keepsCompletion());
        return enrollment.hasStandingCompletion()
                ? new AttemptBegun(after, enrollment.courseCompletions(), !command.keepsCompletion())
                : new AttemptBegun(after, null, false);
    }
}
