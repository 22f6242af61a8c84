package dev.oncemark.bench.streams;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.cli.Range;
import dev.oncemark.cli.WrongCallException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The streams-app beside bare loops, Kafka Streams' DSL and Flink: how fast each catches up, and at which cost. */
@Command(
        name = "streams",
        description = "Requests in the topic are decided by the streams-app, bare loops, the DSL and Flink.")
public final class StreamsSuite extends Suite {

    @Option(names = "--records", paramLabel = "N", description = "Requests; the first half only warms up.")
    @Range(min = 1, max = 100_000_000)
    private int records = 1_000_000;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            description = "Share of requests for what is complete already.")
    @Range(min = 0, max = 0.99)
    private double duplicates = 0.1;

    @Option(names = "--only", paramLabel = "NAME", description = "Only those whose name has it, such as flink.")
    private String only = "";

    @Option(
            names = "--before",
            paramLabel = "DIRECTORY",
            description = "A project in which another version was built: its streams-app is measured beside this one.")
    private @Nullable Path before;

    public StreamsSuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) {
        List<Contestant> contestants = named("--only", only, Contestant.values());
        for (Contestant contestant : contestants) {
            if (contestant.heapMiB(records) > Contestant.mostHeapMiB()) {
                throw new WrongCallException(
                        "--records %,d: %s needs %,d MiB of heap for them, and there are %,d; leave it out by --only"
                                .formatted(
                                        records,
                                        contestant.title,
                                        contestant.heapMiB(records),
                                        Contestant.mostHeapMiB()));
            }
        }
        Workload workload = new Workload(records, duplicates);
        return CatchUp.ofCandidates(candidates(contestants), workload, directory, rounds);
    }

    private List<Candidate> candidates(List<Contestant> contestants) {
        Stream<Candidate> ofThisVersion = contestants.stream().map(contestant -> new Candidate(contestant, null));
        Stream<Candidate> ofBefore =
                Stream.ofNullable(before).map(built -> new Candidate(Contestant.STREAMS_APP, built));
        return Stream.concat(ofThisVersion, ofBefore).toList();
    }
}
