package dev.oncemark.bench.streams;

import dev.oncemark.bench.Arguments;
import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import java.util.List;
import java.util.stream.Stream;

/** The streams-app beside bare loops, Kafka Streams' DSL and Flink: how fast each catches up, and at which cost. */
public final class StreamsSuite implements Suite {

    private static final String RECORDS = "--records";
    private static final String DUPLICATES = "--duplicates";
    private static final String ONLY = "--only";

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String help() {
        return "requests in the topic are decided by the streams-app, bare loops, the DSL and Flink";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(RECORDS, 1_000_000, "how many requests, the first half of which only warms up"),
                Option.share(DUPLICATES, 0.1, "the share of them for what is complete already"),
                Option.text(ONLY, "", "only those whose name contains it, such as FLINK"));
    }

    @Override
    public Figures run(Bench bench) {
        Arguments arguments = bench.arguments();
        Input input = new Input(arguments.number(RECORDS), arguments.share(DUPLICATES), 1);
        List<Contestant> all = Stream.of(Contestant.values())
                .filter(one -> one.name().contains(arguments.text(ONLY)))
                .toList();
        return CatchUp.inTurn(all, input, bench.directory(), bench);
    }
}
