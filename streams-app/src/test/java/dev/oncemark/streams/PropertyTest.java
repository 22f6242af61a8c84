package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.enrollment.CompletionLog;
import dev.oncemark.streams.enrollment.CourseProgress;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Enrollment.Membership;
import dev.oncemark.streams.enrollment.LessonTimes;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The topology agrees with the reference model in random histories, and would not if the decision were wrong. */
class PropertyTest {

    private static final int HISTORIES = 2_400;
    private static final int PER_TOPOLOGY = 200;

    /** Ways in which a decision could be wrong. */
    enum Fault {
        ACCEPTS_TWICE((enrollment, outlines, request) -> {
            Verdict verdict = Decision.decide(enrollment, outlines, request);
            Outline outline = enrollment == null ? null : outlines.outline(enrollment.courseId());
            String lesson = request.about();
            Integer ordinal = outline == null || lesson == null ? null : outline.ordinalOf(lesson);
            boolean already = verdict instanceof Rejected rejected && rejected.reason() == Reason.ALREADY_COMPLETED;
            return already && enrollment != null && ordinal != null
                    ? new Accepted(enrollment.withCompletion(request.requestId(), ordinal, request.occurredAt()))
                    : verdict;
        }),
        KNOWS_NO_REPLAY((enrollment, outlines, request) -> {
            Verdict verdict = Decision.decide(enrollment, outlines, request);
            return verdict instanceof Replayed replayed
                    ? new Rejected(Reason.ALREADY_COMPLETED, request.requestId(), replayed.completedAt())
                    : verdict;
        }),
        TRUSTS_STRANGERS((enrollment, outlines, request) -> Decision.decide(
                enrollment,
                outlines,
                request instanceof Request.Completion completion ? ofAnybody(completion) : request)),
        TAKES_FROM_INACTIVE((enrollment, outlines, request) -> Decision.decide(
                enrollment == null ? null : enrollment.withRow(active(enrollment.membership()), enrollment.courseId()),
                outlines,
                request)),
        NEVER_WAITS((enrollment, outlines, request) -> {
            Verdict verdict = Decision.decide(enrollment, outlines, request);
            return verdict instanceof Pending pending ? new Rejected(pending.reason()) : verdict;
        }),
        FORGETS_WHAT_IT_ACCEPTED((enrollment, outlines, request) -> {
            Verdict verdict = Decision.decide(enrollment, outlines, request);
            return verdict instanceof Accepted && enrollment != null ? new Accepted(forgetful(enrollment)) : verdict;
        }),
        DATES_BY_THE_LATEST_OF_ALL((enrollment, outlines, request) -> {
            Verdict verdict = Decision.decide(enrollment, outlines, request);
            return verdict instanceof Accepted accepted ? new Accepted(datedByTheLatest(accepted.after())) : verdict;
        }),
        FORGETS_WHAT_IT_COULD_NOT_READ(Decision::decide);

        @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
        private final Decider decider;

        Fault(Decider decider) {
            this.decider = decider;
        }

        private static Request ofAnybody(Request.Completion request) {
            return new Request.Completion(
                    request.requestId(),
                    request.lessonId(),
                    null,
                    request.occurredAt(),
                    request.receivedAt(),
                    request.attempt(),
                    request.keyed());
        }

        private static Enrollment forgetful(Enrollment enrollment) {
            CompletionLog before = enrollment.history();
            return new Enrollment(
                    enrollment.membership(),
                    enrollment.current(),
                    enrollment.courses(),
                    new CompletionLog(before.sequence() + 1, before.recent(), before.latestCompletedAt()),
                    enrollment.courseCompletedAt(),
                    enrollment.imports(),
                    enrollment.revisions());
        }

        private static Enrollment datedByTheLatest(Enrollment enrollment) {
            long latest = enrollment.history().latestCompletedAt();
            List<CourseProgress> courses = enrollment.courses().stream()
                    .map(course -> new CourseProgress(
                            course.courseId(),
                            course.completed(),
                            LessonTimes.of(LongStream.range(0, course.times().size())
                                    .map(lesson -> latest)
                                    .toArray())))
                    .toList();
            return new Enrollment(
                    enrollment.membership(),
                    enrollment.current(),
                    courses,
                    enrollment.history(),
                    enrollment.courseCompletedAt(),
                    enrollment.imports(),
                    enrollment.revisions());
        }

        private KeptStores stores() {
            return this == FORGETS_WHAT_IT_COULD_NOT_READ ? KeptStores.withoutUnreadableRows() : new KeptStores();
        }

        private static Membership active(Membership membership) {
            return new Membership(membership.learnerId(), true, membership.rowVersion());
        }
    }

    private static @Nullable String firstDifference(
            Decider decider, Supplier<KeptStores> stores, int histories, Set<String> kinds) {
        return firstDifference(decider, stores, RandomHistory.SETTLE, RandomCatalog.Fault.NONE, histories, kinds);
    }

    private static @Nullable String firstDifference(
            Decider decider,
            Supplier<KeptStores> stores,
            Duration settle,
            RandomCatalog.Fault fault,
            int histories,
            Set<String> kinds) {
        for (int first = 0; first < histories; first += PER_TOPOLOGY) {
            int bound = first % (2 * PER_TOPOLOGY) == 0 ? 1_000 : 3;
            try (TestedTopology tested =
                    new TestedTopology(settle, bound, decider, stores.get().stores())) {
                for (int seed = first; seed < Math.min(first + PER_TOPOLOGY, histories); seed++) {
                    String differences = new RandomHistory(tested, bound, seed, fault).differences(kinds);
                    if (differences != null) {
                        return differences;
                    }
                }
            }
        }
        return null;
    }

    @Test
    void shouldAgreeWithTheReferenceModel() {
        Set<String> kinds = new TreeSet<>();
        assertThat(firstDifference(Decision::decide, KeptStores::new, HISTORIES, kinds))
                .isNull();
        assertThat(kinds)
                .as("kinds of results that the histories had")
                .containsExactly(
                        "ACCEPTED API",
                        "ACCEPTED IMPORT",
                        "ALREADY_COMPLETED",
                        "ALREADY_COMPLETED with the original",
                        "ENROLLMENT_NOT_ACTIVE",
                        "LESSON_NOT_IN_COURSE",
                        "NOT_ENROLLMENT_OWNER",
                        "REPLAYED API",
                        "UNKNOWN_COURSE",
                        "UNKNOWN_ENROLLMENT");
    }

    @ParameterizedTest
    @EnumSource
    void shouldDisagreeWhereTheDecisionIsWrong(Fault fault) {
        assertThat(firstDifference(fault.decider, fault::stores, PER_TOPOLOGY, new TreeSet<>()))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldDisagreeWhereTheCatalogIsTakenWrongly(RandomCatalog.Fault fault) {
        assertThat(firstDifference(
                        Decision::decide, KeptStores::new, RandomHistory.SETTLE, fault, PER_TOPOLOGY, new TreeSet<>()))
                .isNotNull();
    }

    @Test
    void shouldDisagreeWhereACourseIsCompletedBeforeItIsQuiet() {
        assertThat(firstDifference(
                        Decision::decide,
                        KeptStores::new,
                        Duration.ZERO,
                        RandomCatalog.Fault.NONE,
                        PER_TOPOLOGY,
                        new TreeSet<>()))
                .isNotNull();
    }
}
