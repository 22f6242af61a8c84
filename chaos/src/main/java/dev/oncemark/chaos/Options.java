package dev.oncemark.chaos;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line. */
record Options(Map<String, String> given) {

    private static final List<String> KNOWN = List.of(
            "--scenario", "--seed", "--seconds", "--rate", "--completions", "--enrollments", "--only", "--report");

    /** @throws WrongCallException if there is an option that is not known, or has no value */
    static Options of(List<String> words) {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < words.size(); at += 2) {
            if (!KNOWN.contains(words.get(at)) || at + 1 == words.size()) {
                throw new WrongCallException("unknown option, or one without its value: " + words.get(at));
            }
            given.put(words.get(at), words.get(at + 1));
        }
        return new Options(given);
    }

    String scenario() {
        return given.getOrDefault("--scenario", "faults");
    }

    long seed() {
        return number("--seed", System.nanoTime() & 0xFFFF_FFFFL);
    }

    int seconds(int standard) {
        return (int) number("--seconds", standard);
    }

    int rate(int standard) {
        return (int) number("--rate", standard);
    }

    int completions() {
        return (int) number("--completions", 1_000_000);
    }

    int enrollments() {
        return (int) number("--enrollments", 2_000);
    }

    /** What the name of a fault has to contain for it to happen; empty for all. */
    String only() {
        return given.getOrDefault("--only", "");
    }

    Path report(Path home) {
        String file = given.get("--report");
        return file == null ? home.resolve("chaos.json") : Path.of(file);
    }

    private long number(String option, long standard) {
        String text = given.get(option);
        try {
            return text == null ? standard : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new WrongCallException(option + " has to be a number, not " + text);
        }
    }

    /** The command line is wrong; the message says how. */
    static final class WrongCallException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongCallException(String message) {
            super(message);
        }
    }
}
