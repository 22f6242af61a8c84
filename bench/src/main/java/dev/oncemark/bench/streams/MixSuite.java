package dev.oncemark.bench.streams;

import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import dev.oncemark.bench.streams.Input.Repeated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What duplicates do to the streams-app, beside the bare copy, which does not care. Each mix has a broker of its own,
 * so only those of one mix are measured in turn.
 */
public final class MixSuite implements Suite {

    private static final String RECORDS = "--records";
    private static final String DUPLICATES = "--duplicates";
    private static final List<Contestant> CONTESTANTS = List.of(Contestant.STREAMS_APP, Contestant.COPY_LOOP);

    @Override
    public String name() {
        return "mix";
    }

    @Override
    public String help() {
        return "the streams-app and a bare copy with few and many duplicates, of any lesson alike or of some very often";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(RECORDS, 600_000, "how many requests, the first half of which only warms up"),
                Option.numbers(DUPLICATES, "10,50,90", "the shares of duplicates, in per cent"));
    }

    @Override
    public Figures run(Bench bench) throws Exception {
        Figures figures = new Figures();
        int records = bench.arguments().number(RECORDS);
        for (int percent : bench.arguments().numbers(DUPLICATES)) {
            for (Repeated repeated : Repeated.values()) {
                String mix = "%d %% duplicates, %s"
                        .formatted(percent, repeated.name().toLowerCase(Locale.ROOT));
                Path directory = Files.createDirectory(bench.directory().resolve(repeated + "-" + percent));
                Input input = new Input(records, percent / 100.0, 1, repeated);
                CatchUp.inTurn(CONTESTANTS, input, directory, bench)
                        .values()
                        .forEach((contestant, quantities) -> quantities.forEach((quantity, values) ->
                                values.forEach(value -> figures.add(contestant + ", " + mix, quantity, value))));
            }
        }
        return figures;
    }
}
