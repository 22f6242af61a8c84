package dev.oncemark.bench;

import dev.oncemark.bench.growth.GrowthSuite;
import dev.oncemark.bench.http.HttpSuite;
import dev.oncemark.bench.idle.IdleSuite;
import dev.oncemark.bench.jmh.JmhSuite;
import dev.oncemark.bench.latency.LatencySuite;
import dev.oncemark.bench.sink.SinkSuite;
import dev.oncemark.bench.streams.MixSuite;
import dev.oncemark.bench.streams.StreamsSuite;
import dev.oncemark.bench.way.OldWaySuite;
import dev.oncemark.settings.CommandLine.WrongCallException;
import java.util.List;
import java.util.stream.Collectors;

/** Every suite there is, in the order in which {@code all} runs them. */
final class Suites {

    static final List<Suite> ALL = List.of(
            new StreamsSuite(),
            new MixSuite(),
            new OldWaySuite(),
            new HttpSuite(),
            new LatencySuite(),
            new SinkSuite(),
            new GrowthSuite(),
            new IdleSuite(),
            new JmhSuite());

    private static final String ALL_OF_THEM = "all";

    private Suites() {}

    /** @throws WrongCallException if there is none of that name */
    static List<Suite> named(List<String> words) {
        String name = words.isEmpty() ? "" : words.get(0);
        if (name.equals(ALL_OF_THEM)) {
            if (words.contains(Arguments.JSON.name())) {
                throw new WrongCallException(Arguments.JSON.name() + " is for one suite");
            }
            return ALL;
        }
        return List.of(ALL.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongCallException(
                        (name.isEmpty() ? "which suite?" : "there is no suite \"" + name + "\".") + " There are: "
                                + ALL.stream().map(Suite::name).collect(Collectors.joining(", ")) + " and "
                                + ALL_OF_THEM + "; see --help")));
    }

    static String usage() {
        StringBuilder text = new StringBuilder("""
                usage: ./oncemark bench SUITE [OPTIONS]

                Measures Oncemark beside its peers: all on the same input, in turn, round by round; medians, lowest to
                highest. Wants a machine that has nothing else to do. Suites, and "all" for all in turn:
                """);
        for (Suite suite : ALL) {
            text.append("\n%-10s %s%n".formatted(suite.name(), suite.help()));
            suite.options().forEach(option -> append(text, option));
        }
        text.append("\nall of them:\n");
        append(text, Arguments.ROUNDS);
        append(text, Arguments.JSON);
        return text.toString();
    }

    private static void append(StringBuilder text, Option option) {
        String standard = option.standard().isEmpty() ? "" : ": " + option.standard();
        text.append("  %-18s %s%s%n".formatted(option.name(), option.help(), standard));
    }
}
