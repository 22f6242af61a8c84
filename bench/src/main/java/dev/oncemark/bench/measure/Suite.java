package dev.oncemark.bench.measure;

import dev.oncemark.cli.Range;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.cli.WrongCallException;
import dev.oncemark.localstack.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Contestants that are measured beside each other, on the same input; a command whose options are its fields. */
public abstract class Suite implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is measured.")
    @Range(min = 1, max = 1_000)
    protected int rounds;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The file for every value, not that in .oncemark/bench.")
    private String json = "";

    /** @param rounds how often each is measured unless something else is asked for */
    protected Suite(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Checks that all give right results, warms up, then measures in turn, round by round.
     *
     * @param directory for its data and logs; nobody else's; deleted once the suite has succeeded
     * @throws WrongCallException if options do not go together, before anything is started
     * @throws Exception where it cannot go on; nothing of what was measured is kept
     */
    public abstract Figures measure(Path directory) throws Exception;

    @Override
    public final Integer call() throws Exception {
        say(spec.name() + ": " + String.join(" ", spec.usageMessage().description()));
        Machine machine = Machine.quiet();
        Instant began = Instant.now();
        Path directory = Files.createTempDirectory("oncemark-bench-");
        say("logs and data, kept only if it fails: " + directory);
        Figures figures = measure(directory);
        say("\n" + figures.table());
        Directories.delete(directory);
        Path file = !json.isEmpty()
                ? Path.of(json)
                : Path.of(System.getProperty("oncemark.data", ".oncemark"), "bench", spec.name() + ".json");
        new Report(spec.name(), command(), began, machine, figures.values()).write(file);
        say("every value: " + file);
        return 0;
    }

    private String command() {
        var words = spec.commandLine().getParseResult().originalArgs().stream();
        return "./oncemark " + words.collect(Collectors.joining(" "));
    }

    /** Tells who is watching. */
    protected static void say(String what) {
        System.out.println(what);
    }

    /**
     * Those that an option names by a part of their name, in lower case with hyphens.
     *
     * @throws WrongCallException if it names none
     */
    protected static <E extends Enum<E>> List<E> named(String option, String part, E[] all) {
        List<E> named =
                Stream.of(all).filter(one -> word(one).contains(word(part))).toList();
        if (named.isEmpty()) {
            throw new WrongCallException("%s takes a part of one of %s, not %s"
                    .formatted(option, Arrays.stream(all).map(Suite::word).collect(Collectors.joining(", ")), part));
        }
        return named;
    }

    private static String word(Object name) {
        return name.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
