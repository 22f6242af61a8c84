package dev.oncemark.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.enrollment.EnrollmentFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured is what its name says. */
class SampleCourseTest {

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 500, 5_000})
    void shouldHaveEveryOtherLessonCompleted(int lessons) {
        SampleCourse course = new SampleCourse(lessons);
        assertThat(course.enrollment().sequence()).isEqualTo(lessons / 2);
        assertThat(course.decide(SampleCourse.request(0))).isInstanceOf(Rejected.class);
        assertThat(course.decide(SampleCourse.request(1))).isInstanceOf(Accepted.class);
        assertThat(EnrollmentFormat.unpack(EnrollmentFormat.pack(course.enrollment())))
                .isEqualTo(course.enrollment());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 5_000})
    void shouldAcceptTheLessonThatTheBenchmarkAsksFor(int lessons) {
        DecisionBenchmark benchmark = new DecisionBenchmark();
        benchmark.lessons = lessons;
        benchmark.prepare();
        assertThat(benchmark.acceptALesson()).isInstanceOf(Accepted.class);
        assertThat(benchmark.rejectACompletedLesson()).isInstanceOf(Rejected.class);
        assertThat(benchmark.seeThatACourseIsNotComplete()).isNull();
    }
}
