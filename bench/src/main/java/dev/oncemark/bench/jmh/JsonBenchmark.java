package dev.oncemark.bench.jmh;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Topics;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The serde that every app shares, on what the streams-app reads and writes for each request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

    private final CompletionResult result = SampleRecords.result();
    private final byte[] request = SampleRecords.requestBytes();

    @Benchmark
    public CompletionRequest readARequest() {
        return Topics.COMPLETION_REQUESTS.serde().read("", request);
    }

    @Benchmark
    public byte @Nullable [] writeAResult() {
        return Topics.COMPLETION_RESULTS.serde().serialize("", result);
    }
}
