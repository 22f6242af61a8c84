package dev.oncemark.bench;

import dev.oncemark.settings.CommandLine.WrongCallException;

/**
 * What a suite can be told.
 *
 * @param name as it is written, such as {@code --records}
 * @param standard its value where it is not given
 * @param help one line, with the value's unit
 */
public record Option(String name, Kind kind, String standard, String help) {

    /** Which values are allowed. */
    public enum Kind {
        NUMBER("[1-9][0-9]{0,8}", "it has to be a number from 1 on"),
        SHARE("0(\\.[0-9]+)?", "it has to be from 0 to below 1"),
        NUMBERS("[1-9][0-9]{0,8}(,[1-9][0-9]{0,8})*", "it has to be numbers from 1 on, with commas between"),
        TEXT(".*", "");

        private final String pattern;
        private final String rule;

        Kind(String pattern, String rule) {
            this.pattern = pattern;
            this.rule = rule;
        }
    }

    public static Option number(String name, long standard, String help) {
        return new Option(name, Kind.NUMBER, String.valueOf(standard), help);
    }

    /** From 0 to below 1. */
    public static Option share(String name, double standard, String help) {
        return new Option(name, Kind.SHARE, String.valueOf(standard), help);
    }

    /** Numbers with commas between. */
    public static Option numbers(String name, String standard, String help) {
        return new Option(name, Kind.NUMBERS, standard, help);
    }

    public static Option text(String name, String standard, String help) {
        return new Option(name, Kind.TEXT, standard, help);
    }

    /** @throws WrongCallException if it is not allowed */
    String checked(String value) {
        if (!value.matches(kind.pattern)) {
            throw new WrongCallException(name + " is \"" + value + "\": " + kind.rule);
        }
        return value;
    }
}
