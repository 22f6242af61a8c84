package dev.oncemark.bench.jmh;

import dev.oncemark.streams.decision.CourseDecision;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Verdict;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The verdict on one request, without reading or writing its enrollment's state. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    @Param({"50", "5000"})
    int lessons;

    private SampleCourse course = new SampleCourse(0);
    private Request open = SampleCourse.request(0);
    private Request completed = SampleCourse.request(0);

    @Setup
    public void prepare() {
        course = new SampleCourse(lessons);
        open = SampleCourse.request(lessons / 2 + 1 - lessons / 2 % 2);
        completed = SampleCourse.request(0);
    }

    @Benchmark
    public Verdict acceptALesson() {
        return course.decide(open);
    }

    @Benchmark
    public Verdict rejectACompletedLesson() {
        return course.decide(completed);
    }

    @Benchmark
    public @Nullable Long seeThatACourseIsNotComplete() {
        return CourseDecision.completedAt(course.enrollment(), course.outlines());
    }
}
