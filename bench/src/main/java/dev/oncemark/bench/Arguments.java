package dev.oncemark.bench;

import dev.oncemark.settings.CommandLine;
import dev.oncemark.settings.CommandLine.WrongCallException;
import java.util.List;

/**
 * The words of the command line.
 *
 * @param records how many requests, the fifth of them that warms up included
 * @param duplicates the share of requests for what is complete
 * @param only a part of the names of those to measure
 */
record Arguments(String suite, int rounds, int records, double duplicates, String only, String json) {

    private static final List<String> OPTIONS = List.of("--rounds", "--records", "--duplicates", "--only", "--json");

    static final String USAGE = """
            usage: ./oncemark bench streams [OPTIONS]

            streams   requests that lie in the topic are decided: by the streams-app, by a bare transactional copy, by a
                      loop with a map, by Kafka Streams' DSL, by Flink; in turn, each with fresh state

              --rounds N       how often each is measured: 5
              --records N      how many requests, the first fifth of which only warms up: 1,000,000
              --duplicates F   the share of them for what is complete already: 0.1
              --only NAME      only those whose name contains it, such as FLINK
              --json FILE      where every value goes: bench-streams.json""";

    static Arguments of(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("streams")) {
            throw new WrongCallException("which suite? There is: streams; see --help");
        }
        String suite = words.get(0);
        CommandLine line = CommandLine.of(words.subList(1, words.size()), List.of(), OPTIONS);
        return new Arguments(
                suite,
                number(line, "--rounds", "5"),
                number(line, "--records", "1000000"),
                share(line, "--duplicates", "0.1"),
                line.text("--only", ""),
                line.text("--json", "bench-" + suite + ".json"));
    }

    private static int number(CommandLine line, String option, String standard) {
        String value = line.text(option, standard);
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new WrongCallException(option + " is \"" + value + "\": it has to be a number from 1 on");
        }
        return Integer.parseInt(value);
    }

    private static double share(CommandLine line, String option, String standard) {
        String value = line.text(option, standard);
        if (!value.matches("0(\\.[0-9]+)?")) {
            throw new WrongCallException(option + " is \"" + value + "\": it has to be from 0 to below 1");
        }
        return Double.parseDouble(value);
    }
}
