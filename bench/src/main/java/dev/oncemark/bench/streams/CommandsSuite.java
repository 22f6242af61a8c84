package dev.oncemark.bench.streams;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.cli.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What take-backs and resets among completions do to the streams-app. Each share of them has a broker of its own. */
@Command(name = "commands", description = "The streams-app with completions alone, and with commands between them.")
public final class CommandsSuite extends Suite {

    private static final List<Contestant> CONTESTANTS = List.of(Contestant.STREAMS_APP);

    @Option(names = "--records", paramLabel = "N", description = "Completions; the first half only warms up.")
    @Range(min = 1_000, max = 100_000_000)
    private int records = 1_000_000;

    @Option(
            names = "--commands",
            paramLabel = "PERCENT",
            split = ",",
            description = "How many commands there are for each 100 completions.")
    @Range(min = 0, max = 100)
    private List<Integer> commands = List.of(0, 10);

    @Option(names = "--duplicates", paramLabel = "SHARE", description = "Share of completions that repeat one.")
    @Range(min = 0, max = 0.99)
    private double duplicates = 0.1;

    public CommandsSuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) throws IOException {
        Figures figures = new Figures();
        for (int percent : commands) {
            Path own = Files.createDirectory(directory.resolve("commands-" + percent));
            Workload workload = new Workload(
                    records, duplicates, Workload.Repeated.UNIFORM, Math.toIntExact((long) records * percent / 100));
            figures.addAll(
                    ", %d commands for 100 completions".formatted(percent),
                    CatchUp.inTurn(CONTESTANTS, workload, own, rounds));
        }
        return figures;
    }
}
