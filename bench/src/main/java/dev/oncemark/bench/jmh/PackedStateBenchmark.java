package dev.oncemark.bench.jmh;

import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.EnrollmentFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An enrollment's state from bytes and to bytes: what each request does once, and each accepted one twice. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PackedStateBenchmark {

    @Param({"10", "50", "500", "5000"})
    int lessons;

    private Enrollment enrollment = new SampleCourse(0).enrollment();
    private byte[] packed = new byte[0];

    @Setup
    public void prepare() {
        enrollment = new SampleCourse(lessons).enrollment();
        packed = EnrollmentFormat.pack(enrollment);
    }

    @Benchmark
    public Enrollment read() {
        return EnrollmentFormat.unpack(packed);
    }

    @Benchmark
    public byte[] write() {
        return EnrollmentFormat.pack(enrollment);
    }
}
