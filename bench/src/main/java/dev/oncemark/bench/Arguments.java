package dev.oncemark.bench;

import dev.oncemark.settings.CommandLine;
import dev.oncemark.settings.CommandLine.WrongCallException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a suite was told, each value checked, defaults where it was told nothing. */
public final class Arguments {

    static final Option ROUNDS = Option.number("--rounds", 5, "how often each is measured");
    static final Option JSON = Option.text("--json", "", "the file for every value; in .oncemark/bench, if not given");

    private final Map<String, String> values = new LinkedHashMap<>();

    private Arguments() {}

    /**
     * @param words those after the suite's name
     * @throws WrongCallException if there is an option that the suite does not take, or a value that is not allowed
     */
    public static Arguments of(Suite suite, List<String> words) {
        List<Option> options =
                Stream.concat(Stream.of(ROUNDS, JSON), suite.options().stream()).toList();
        CommandLine line;
        try {
            line = CommandLine.of(
                    words, List.of(), options.stream().map(Option::name).toList());
        } catch (WrongCallException wrong) {
            throw new WrongCallException(suite.name() + ": " + wrong.getMessage());
        }
        Arguments arguments = new Arguments();
        for (Option option : options) {
            arguments.values.put(option.name(), option.checked(line.text(option.name(), option.standard())));
        }
        return arguments;
    }

    public int rounds() {
        return number(ROUNDS.name());
    }

    public int number(String option) {
        return Math.toIntExact(Long.parseLong(text(option)));
    }

    /** From 0 to below 1. */
    public double share(String option) {
        return Double.parseDouble(text(option));
    }

    /** Those of an option of {@link Option.Kind#NUMBERS}. */
    public int[] numbers(String option) {
        return Arrays.stream(text(option).split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    public String text(String option) {
        String value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException("the suite has no option " + option);
        }
        return value;
    }
}
