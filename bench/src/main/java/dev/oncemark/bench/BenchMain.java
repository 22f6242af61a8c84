package dev.oncemark.bench;

import dev.oncemark.localstack.Directories;
import dev.oncemark.settings.CommandLine.WrongCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code ./oncemark bench SUITE}. Ends with 2 where it is called wrongly, with 1 where a suite could not be run. */
public final class BenchMain {

    private BenchMain() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    static int run(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(Suites.usage());
            return 0;
        }
        List<Planned> planned = new ArrayList<>();
        try {
            // All of it before the first begins.
            for (Suite suite : Suites.named(words)) {
                planned.add(Planned.of(suite, words.subList(1, words.size())));
            }
        } catch (WrongCallException wrong) {
            System.err.println("oncemark bench: " + wrong.getMessage());
            return 2;
        }
        try {
            for (Planned one : planned) {
                one.run("./oncemark bench " + String.join(" ", words));
            }
            return 0;
        } catch (Exception failed) {
            System.err.println("oncemark bench: " + failed);
            failed.printStackTrace();
            return 1;
        }
    }

    private record Planned(Suite suite, Arguments arguments) {

        static Planned of(Suite suite, List<String> words) {
            return new Planned(suite, Arguments.of(suite, words));
        }

        void run(String command) throws Exception {
            System.out.println(suite.name() + ": " + suite.help());
            Machine machine = Machine.quiet(System.out::println);
            Instant began = Instant.now();
            Path directory = Files.createTempDirectory("oncemark-bench-");
            System.out.println("logs and data, kept only if it fails: " + directory);
            Figures figures = suite.run(new Bench(directory, arguments, System.out::println));
            System.out.println();
            System.out.println(figures.table());
            Directories.delete(directory);
            new Report(suite.name(), command, began, machine, figures.values()).write(file());
            System.out.println("every value: " + file());
        }

        private Path file() throws IOException {
            String given = arguments.text(Arguments.JSON.name());
            return given.isEmpty()
                    ? Path.of(System.getProperty("oncemark.data", ".oncemark"), "bench", suite.name() + ".json")
                    : Path.of(given);
        }
    }
}
