package dev.oncemark.streams;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.decision.Decisions;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.AttemptBegun;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.decision.Verdict.Revoked;
import dev.oncemark.streams.enrollment.CompletionLog;
import dev.oncemark.streams.enrollment.CourseProgress;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.LessonTimes;
import dev.oncemark.streams.enrollment.Membership;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Ways in which a decision could be wrong. */
enum DecisionFault {
    ACCEPTS_TWICE((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        Outline outline = enrollment == null ? null : outlines.outline(enrollment.courseId());
        String lesson = request.about();
        Integer ordinal = outline == null || lesson == null ? null : outline.ordinalOf(lesson);
        boolean already = verdict instanceof Rejected rejected && rejected.reason() == Reason.ALREADY_COMPLETED;
        return already && enrollment != null && ordinal != null
                ? new Accepted(enrollment.withCompletion(request.requestId(), ordinal, request.occurredAt()))
                : verdict;
    }),
    KNOWS_NO_REPLAY((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        return verdict instanceof Replayed replayed
                ? new Rejected(Reason.ALREADY_COMPLETED, request.requestId(), replayed.completedAt())
                : verdict;
    }),
    TRUSTS_STRANGERS((enrollment, outlines, request) -> Decisions.BY_DEFAULT.decide(
            enrollment, outlines, request instanceof Completion completion ? ofAnybody(completion) : request)),
    TAKES_FROM_INACTIVE((enrollment, outlines, request) -> Decisions.BY_DEFAULT.decide(
            enrollment == null ? null : enrollment.withRow(active(enrollment.membership()), enrollment.courseId()),
            outlines,
            request)),
    REFUSES_WHAT_IS_LATE(new Decision(0)::decide),
    TAKES_HOWEVER_LATE(new Decision(Long.MAX_VALUE)::decide),
    TAKES_WHAT_WAS_AT_THE_END((enrollment, outlines, request) ->
            Decisions.BY_DEFAULT.decide(endedLater(enrollment, 1), outlines, request)),
    TAKES_WHAT_WAS_AFTER_THE_END((enrollment, outlines, request) ->
            Decisions.BY_DEFAULT.decide(endedLater(enrollment, 1_000_000_000), outlines, request)),
    NEVER_WAITS((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        return verdict instanceof Pending pending ? new Rejected(pending.reason()) : verdict;
    }),
    FORGETS_WHAT_IT_ACCEPTED((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        return verdict instanceof Accepted && enrollment != null ? new Accepted(forgetful(enrollment)) : verdict;
    }),
    DATES_BY_THE_LATEST_OF_ALL((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        return verdict instanceof Accepted accepted ? new Accepted(datedByTheLatest(accepted.after())) : verdict;
    }),
    IGNORES_THE_ATTEMPT((enrollment, outlines, request) -> Decisions.BY_DEFAULT.decide(
            enrollment, outlines, request instanceof Completion it ? taken(it, 0, it.keyed()) : request)),
    IGNORES_THE_KEY((enrollment, outlines, request) -> Decisions.BY_DEFAULT.decide(
            enrollment, outlines, request instanceof Completion it ? taken(it, it.attempt(), false) : request)),
    IGNORES_WHEN_IT_OCCURRED((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        return request instanceof Completion it
                        && verdict instanceof Rejected rejected
                        && rejected.reason() == Reason.ATTEMPT_OVER
                        && it.attempt() == 0
                ? Decisions.BY_DEFAULT.decide(
                        enrollment,
                        outlines,
                        new Completion(
                                it.requestId(),
                                it.lessonId(),
                                it.learnerId(),
                                it.occurredAt(),
                                it.occurredAt(),
                                0,
                                it.keyed()))
                : verdict;
    }),
    REVOKES_WHATEVER_STANDS((enrollment, outlines, request) -> Decisions.BY_DEFAULT.decide(
            enrollment,
            outlines,
            request instanceof Commanded it && it.command() instanceof Command.Revoke revoke
                    ? withCommand(it, new Command.Revoke(revoke.lessonId(), revoke.reason(), null))
                    : request)),
    ENDS_EVERY_COMPLETION((enrollment, outlines, request) -> Decisions.BY_DEFAULT.decide(
            enrollment,
            outlines,
            request instanceof Commanded it && it.command() instanceof Command.Reset reset
                    ? withCommand(it, new Command.Reset(reset.attempt(), false, reset.reason()))
                    : request)),
    RESETS_TO_ANY_ATTEMPT((enrollment, outlines, request) -> Decisions.BY_DEFAULT.decide(
            enrollment,
            outlines,
            enrollment != null && request instanceof Commanded it && it.command() instanceof Command.Reset reset
                    ? withCommand(it, new Command.Reset(enrollment.attempt() + 1, reset.keepCompletion(), "AGAIN"))
                    : request)),
    KEEPS_LESSONS_OVER_A_RESET((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        return verdict instanceof AttemptBegun begun && enrollment != null
                ? new AttemptBegun(withLessonsOf(enrollment, begun.after()), begun.completion(), begun.ended())
                : verdict;
    }),
    MOVES_NO_SEQUENCE_BY_A_TAKE_BACK((enrollment, outlines, request) -> {
        Verdict verdict = Decisions.BY_DEFAULT.decide(enrollment, outlines, request);
        return verdict instanceof Revoked revoked && enrollment != null
                ? new Revoked(
                        withHistory(revoked.after(), enrollment.history()),
                        revoked.revokedRequestId(),
                        revoked.endedCompletion())
                : verdict;
    });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    final Decider decider;

    DecisionFault(Decider decider) {
        this.decider = decider;
    }

    private static Completion taken(Completion it, int attempt, boolean keyed) {
        return new Completion(
                it.requestId(), it.lessonId(), it.learnerId(), it.occurredAt(), it.receivedAt(), attempt, keyed);
    }

    private static Request ofAnybody(Completion request) {
        return new Completion(
                request.requestId(),
                request.lessonId(),
                null,
                request.occurredAt(),
                request.receivedAt(),
                request.attempt(),
                request.keyed());
    }

    private static Commanded withCommand(Commanded it, Command command) {
        return new Commanded(it.requestId(), it.learnerId(), it.occurredAt(), it.receivedAt(), command, it.actorId());
    }

    private static Enrollment forgetful(Enrollment enrollment) {
        CompletionLog before = enrollment.history();
        var longer = new CompletionLog(before.sequence() + 1, before.recent(), before.latestCompletedAt());
        return withHistory(enrollment, longer);
    }

    private static Enrollment withHistory(Enrollment enrollment, CompletionLog history) {
        return new Enrollment(
                enrollment.membership(),
                enrollment.current(),
                enrollment.courses(),
                history,
                enrollment.courseCompletedAt(),
                enrollment.imports(),
                enrollment.revisions());
    }

    private static Enrollment withLessonsOf(Enrollment before, Enrollment after) {
        return withCourses(after, before.isCourseCompleted() ? after.courses() : before.courses());
    }

    private static Enrollment datedByTheLatest(Enrollment enrollment) {
        long latest = enrollment.history().latestCompletedAt();
        return withCourses(
                enrollment,
                enrollment.courses().stream()
                        .map(course -> new CourseProgress(
                                course.courseId(),
                                course.completed(),
                                LessonTimes.of(
                                        LongStream.range(0, course.times().size())
                                                .map(lesson -> latest)
                                                .toArray())))
                        .toList());
    }

    private static Enrollment withCourses(Enrollment enrollment, List<CourseProgress> courses) {
        return new Enrollment(
                enrollment.membership(),
                enrollment.current(),
                courses,
                enrollment.history(),
                enrollment.courseCompletedAt(),
                enrollment.imports(),
                enrollment.revisions());
    }

    private static @Nullable Enrollment endedLater(@Nullable Enrollment enrollment, long millis) {
        Long endedAt = enrollment == null ? null : enrollment.membership().endedAt();
        if (enrollment == null || endedAt == null) {
            return enrollment;
        }
        Membership before = enrollment.membership();
        var later = new Membership(before.learnerId(), false, before.rowVersion(), endedAt + millis);
        return enrollment.withRow(later, enrollment.courseId());
    }

    private static Membership active(Membership membership) {
        return new Membership(membership.learnerId(), true, membership.rowVersion());
    }
}
