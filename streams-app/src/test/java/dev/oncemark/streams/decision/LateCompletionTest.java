package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.CourseVerdict.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a course completion is told as that had to wait for the course to be quiet. */
class LateCompletionTest {

    private static final Lesson L0 = new Lesson("l0", true, 0);
    private static final Lesson L1 = new Lesson("l1", true, 1);
    private static final Lesson EXTRA = new Lesson("extra", false, 2);

    private final DecidedEnrollment e = new DecidedEnrollment();

    @BeforeEach
    void completeTheCourse() {
        e.complete("l0", 1_000);
        e.complete("l1", 2_000);
        e.completeCourse(5_000);
    }

    private void assertSettled(@Nullable Kind kind) {
        CourseVerdict verdict = e.settle(9_000);
        assertThat(verdict == null ? null : verdict.kind()).isEqualTo(kind);
    }

    private void holdCourse(Lesson... lessons) {
        e.put(new CourseOutline("course", 4, true, List.of(lessons), List.of(), null, true, null, null));
    }

    private void note(String lesson, Origin origin) {
        e.state = CourseDecision.noted(e.state, e.outlines(), lesson, origin);
    }

    private @Nullable Origin settledBy() {
        CourseVerdict verdict = e.settle(99_000);
        return verdict == null || verdict.kind() != Kind.COMPLETED ? null : verdict.origin();
    }

    @Test
    void shouldTellALateCompletionAsTheAcceptancesThatMadeIt() {
        for (Origin origin : List.of(Origin.API, Origin.IMPORT)) {
            e.reset(e.state.attempt() + 1, true, 10_000);
            holdCourse(L0, L1, EXTRA);
            e.complete("l0", 11_000);
            note("l0", origin);
            assertThat(e.state.revisions().completedBy()).isNull();
            e.complete("l1", 12_000);
            note("l1", origin);
            assertThat(e.state.revisions().completedBy()).isEqualTo(origin);
            assertThat(settledBy()).isNull();
            e.complete("extra", 13_000);
            note("extra", Origin.API);
            e.course("course", L0, L1, EXTRA);
            assertThat(settledBy()).isEqualTo(origin);
            assertThat(e.state.revisions().completedBy()).isNull();
        }
    }

    @Test
    void shouldTellACompletionThatTheCourseMadeAsTheCatalogs() {
        e.reset(2, true, 10_000);
        holdCourse(L0, L1);
        e.complete("l0", 11_000);
        note("l0", Origin.API);
        e.course("course", L0, new Lesson("l1", false, 1));
        assertThat(settledBy()).isEqualTo(Origin.CATALOG);
    }

    @Test
    void shouldForgetWhatMadeACourseCompleteThatIsNotAnyMore() {
        e.reset(2, true, 10_000);
        holdCourse(L0);
        e.complete("l0", 11_000);
        note("l0", Origin.API);
        holdCourse(L0, L1);
        assertSettled(Kind.NOTHING);
        e.course("course", L0);
        assertThat(settledBy()).isEqualTo(Origin.CATALOG);
    }

    @Test
    void shouldForgetWhatMadeACourseCompleteWithATakeBackOrAMove() {
        e.reset(2, true, 10_000);
        holdCourse(L0);
        e.complete("l0", 11_000);
        note("l0", Origin.API);
        var noted = e.state;
        e.revoke("l0", 12_000);
        assertThat(e.state.revisions().completedBy()).isNull();
        e.state = noted;
        e.move("other");
        assertThat(e.state.revisions().completedBy()).isNull();
        e.state = noted;
        e.complete("extra", 12_000);
        e.revoke("extra", 12_000);
        assertThat(e.state.revisions().completedBy()).isEqualTo(Origin.API);
    }

    @Test
    void shouldNoteNothingOfAnUnpublishedOrUnknownCourse() {
        e.reset(2, true, 10_000);
        e.put(new CourseOutline("course", 4, false, List.of(L0), List.of(), null));
        e.complete("l0", 11_000);
        note("l0", Origin.API);
        assertThat(e.state.revisions().completedBy()).isNull();
        e.move("unknown");
        note("l0", Origin.API);
        assertThat(e.state.revisions().completedBy()).isNull();
        assertSettled(null);
    }
}
