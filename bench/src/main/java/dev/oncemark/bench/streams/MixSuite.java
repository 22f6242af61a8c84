package dev.oncemark.bench.streams;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.bench.streams.Workload.Repeated;
import dev.oncemark.cli.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What duplicates do to the streams-app, beside the bare copy, which does not care. Each mix has a broker of its own,
 * so only those of one mix are measured in turn.
 */
@Command(
        name = "mix",
        description =
                "The streams-app and a bare copy with few and many duplicates, of any lesson alike or of some very"
                        + " often.")
public final class MixSuite extends Suite {

    private static final List<Contestant> CONTESTANTS = List.of(Contestant.STREAMS_APP, Contestant.COPY_LOOP);

    @Option(names = "--records", paramLabel = "N", description = "Requests; the first half only warms up.")
    @Range(min = 1, max = 100_000_000)
    private int records = 600_000;

    @Option(names = "--duplicates", paramLabel = "PERCENT", split = ",", description = "Shares of duplicates in %%.")
    @Range(min = 1, max = 99)
    private List<Integer> duplicates = List.of(10, 50, 90);

    public MixSuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) throws IOException {
        Figures figures = new Figures();
        for (int percent : duplicates) {
            for (Repeated repeated : Repeated.values()) {
                String mix = "%d %% duplicates, %s"
                        .formatted(percent, repeated.name().toLowerCase(Locale.ROOT));
                Path own = Files.createDirectory(directory.resolve(repeated + "-" + percent));
                Workload workload = new Workload(records, percent / 100.0, repeated);
                figures.addAll(", " + mix, CatchUp.inTurn(CONTESTANTS, workload, own, rounds));
            }
        }
        return figures;
    }
}
