package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Enrollment.Completion;
import dev.oncemark.streams.enrollment.LessonRef;
import dev.oncemark.streams.enrollment.Membership;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what would make a lesson complete: requests to mark it so, and imported rows (docs/design.md, section 4). */
public final class Completions {

    private Completions() {}

    static Verdict decide(Enrollment enrollment, Outlines outlines, Request.Completion request, long late) {
        if (request.attempt() != 0 && request.attempt() != enrollment.attempt()) {
            return new Rejected(
                    request.attempt() < enrollment.attempt() ? Reason.ATTEMPT_OVER : Reason.ATTEMPT_NOT_BEGUN);
        }
        LessonRef completed = Lessons.completed(enrollment, outlines, request.lessonId());
        if (completed != null) {
            return alreadyCompleted(enrollment.recent(completed), request.requestId());
        }
        if (request.attempt() == 0 && isOver(enrollment, outlines, request)) {
            return new Rejected(Reason.ATTEMPT_OVER);
        }
        Outline outline = outlines.outline(enrollment.courseId());
        if (outline == null || outline.isDeleted()) {
            return new Pending(Reason.UNKNOWN_COURSE);
        }
        return enrollment.membership().active() || happenedBeforeTheEnd(enrollment.membership(), request, late)
                ? accepted(enrollment, outline, request)
                : new Rejected(Reason.ENROLLMENT_NOT_ACTIVE);
    }

    /**
     * Whether the completion, as its client says, or since the API had it by then, happened while the enrollment took
     * requests, which it has not done for long. At the very moment of the end it was too late.
     */
    private static boolean happenedBeforeTheEnd(Membership membership, Request.Completion request, long late) {
        Long endedAt = membership.endedAt();
        return endedAt != null && late > 0 && request.occurredAt() < endedAt && request.receivedAt() - endedAt <= late;
    }

    /**
     * Whether the request belongs to what has been taken back: it is the retry of one that was accepted before, which its
     * key tells, or it happened before the take-back. A plain request with neither key nor date completes the lesson again.
     */
    private static boolean isOver(Enrollment enrollment, Outlines outlines, Request.Completion request) {
        return enrollment.revisions().endedCompletions()
                && ((request.keyed() && wasAccepted(enrollment, outlines, request))
                        || (request.isDated()
                                && Lessons.isTakenBack(
                                        enrollment, outlines, request.lessonId(), request.occurredAt())));
    }

    /** Whether this request is known to have completed its lesson once. */
    private static boolean wasAccepted(Enrollment enrollment, Outlines outlines, Request.Completion request) {
        for (Completion completion : enrollment.history().recent()) {
            if (completion.requestId().equals(request.requestId())) {
                Outline outline = outlines.outline(
                        enrollment.courses().get(completion.course()).courseId());
                Integer ordinal = outline == null ? null : outline.ordinalOfAny(request.lessonId());
                if (ordinal != null && ordinal == completion.ordinal()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The verdict on a request for a lesson that is complete, be it a completion or a waiver. */
    static Verdict alreadyCompleted(@Nullable Completion original, UUID requestId) {
        if (original == null) {
            return new Rejected(Reason.ALREADY_COMPLETED);
        }
        return original.requestId().equals(requestId)
                ? new Replayed(original.completedAt())
                : new Rejected(Reason.ALREADY_COMPLETED, original.requestId(), original.completedAt());
    }

    /** The verdict on a request for a lesson that is not complete, under the outline of the enrollment's course. */
    static Verdict accepted(Enrollment enrollment, Outline outline, Request request) {
        String lesson = request.about();
        Integer ordinal = lesson == null ? null : outline.ordinalOf(lesson);
        return ordinal == null
                ? new Pending(Reason.LESSON_NOT_IN_COURSE)
                : new Accepted(enrollment.withCompletion(request.requestId(), ordinal, request.occurredAt()));
    }

    /**
     * The enrollment with an imported completion; the same enrollment if the lesson was complete, or if the row is of what
     * has been taken back since; null if the lesson's ordinal is not known yet. Neither owner nor activity matter: it is
     * what the LMS had recorded.
     */
    public static @Nullable Enrollment imported(
            Enrollment enrollment, Outlines outlines, String lessonId, UUID requestId, long completedAt) {
        if (Lessons.completed(enrollment, outlines, lessonId) != null
                || Lessons.isTakenBack(enrollment, outlines, lessonId, completedAt)) {
            return enrollment;
        }
        Outline outline = outlines.outline(enrollment.courseId());
        Integer ordinal = outline == null ? null : outline.ordinalOfAny(lessonId);
        return ordinal == null ? null : enrollment.withCompletion(requestId, ordinal, completedAt);
    }
}
