package dev.oncemark.chaos;

import dev.oncemark.settings.CommandLine;
import dev.oncemark.settings.CommandLine.WrongCallException;
import java.nio.file.Path;
import java.util.List;

/** The command line. */
record Options(CommandLine line) {

    private static final List<String> KNOWN = List.of(
            "--scenario", "--seed", "--seconds", "--rate", "--completions", "--enrollments", "--only", "--report");

    private static final List<String> SCENARIOS =
            List.of("faults", "recovery", "overload", "starvation", "database-down");

    /** @throws WrongCallException if there is an option that is not known, or has no value, or names no scenario */
    static Options of(List<String> words) {
        Options options = new Options(CommandLine.of(words, List.of(), KNOWN));
        if (!SCENARIOS.contains(options.scenario())) {
            throw new WrongCallException(
                    "unknown scenario %s; there are %s".formatted(options.scenario(), String.join(", ", SCENARIOS)));
        }
        return options;
    }

    String scenario() {
        return line.text("--scenario", "faults");
    }

    long seed() {
        return line.number("--seed", System.nanoTime() & 0xFFFF_FFFFL);
    }

    int seconds(int standard) {
        return (int) line.number("--seconds", standard);
    }

    int rate(int standard) {
        return (int) line.number("--rate", standard);
    }

    int completions() {
        return (int) line.number("--completions", 1_000_000);
    }

    /** At least so many, and two thousand, where no other number is asked for. */
    int enrollments(int atLeast) {
        return (int) line.number("--enrollments", Math.max(2_000, atLeast));
    }

    /** What the name of a fault has to contain for it to happen; empty for all. */
    String only() {
        return line.text("--only", "");
    }

    Path report(Path home) {
        String file = line.value("--report");
        return file == null ? home.resolve("chaos.json") : Path.of(file);
    }
}
