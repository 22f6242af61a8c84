package dev.oncemark.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words after a command: flags, and options with a value each, in any order. */
public final class CommandLine {

    private final Map<String, String> given;

    private CommandLine(Map<String, String> given) {
        this.given = given;
    }

    /** @throws WrongCallException if there is an option that is not known, or that has no value */
    public static CommandLine of(List<String> words, Collection<String> flags, Collection<String> options) {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (flags.contains(word)) {
                given.put(word, "");
            } else if (options.contains(word) && at + 1 < words.size()) {
                given.put(word, words.get(++at));
            } else {
                throw new WrongCallException(
                        options.contains(word) ? word + " needs a value" : "unknown option " + word);
            }
        }
        return new CommandLine(given);
    }

    public boolean has(String flag) {
        return given.containsKey(flag);
    }

    /** The option's value, or null if it is not given. */
    public @Nullable String value(String option) {
        return given.get(option);
    }

    public String text(String option, String standard) {
        return given.getOrDefault(option, standard);
    }

    /** @throws WrongCallException if the value is not a number */
    public long number(String option, long standard) {
        String text = given.get(option);
        try {
            return text == null ? standard : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new WrongCallException(option + " has to be a number, not " + text);
        }
    }

    /** The command line is wrong; the message says how. */
    public static final class WrongCallException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public WrongCallException(String message) {
            super(message);
        }
    }
}
