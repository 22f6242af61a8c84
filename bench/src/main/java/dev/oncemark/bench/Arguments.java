package dev.oncemark.bench;

import java.util.List;

/**
 * The words of the command line.
 *
 * @param records how many requests, the fifth of them that warms up included
 * @param duplicates the share of requests for what is complete
 * @param only a part of the names of those to measure
 */
record Arguments(String suite, int rounds, int records, double duplicates, String only, String json) {

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
            throw new IllegalArgumentException("which suite? There is: streams; see --help");
        }
        Arguments given = new Arguments(words.get(0), 5, 1_000_000, 0.1, "", "bench-" + words.get(0) + ".json");
        for (int at = 1; at < words.size(); at += 2) {
            if (at + 1 == words.size()) {
                throw new IllegalArgumentException(words.get(at) + " needs a value");
            }
            given = given.with(words.get(at), words.get(at + 1));
        }
        return given;
    }

    private Arguments with(String option, String value) {
        return switch (option) {
            case "--rounds" -> new Arguments(suite, number(option, value), records, duplicates, only, json);
            case "--records" -> new Arguments(suite, rounds, number(option, value), duplicates, only, json);
            case "--duplicates" -> new Arguments(suite, rounds, records, share(option, value), only, json);
            case "--only" -> new Arguments(suite, rounds, records, duplicates, value, json);
            case "--json" -> new Arguments(suite, rounds, records, duplicates, only, value);
            default -> throw new IllegalArgumentException("unknown option " + option + "; see --help");
        };
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(option + " is \"" + value + "\": it has to be a number from 1 on");
        }
        return Integer.parseInt(value);
    }

    private static double share(String option, String value) {
        if (!value.matches("0(\\.[0-9]+)?")) {
            throw new IllegalArgumentException(option + " is \"" + value + "\": it has to be from 0 to below 1");
        }
        return Double.parseDouble(value);
    }
}
