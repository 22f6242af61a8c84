package dev.oncemark.bench;

import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.StreamsSuite;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.localstack.Broker;
import dev.oncemark.settings.CommandLine.WrongCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./oncemark bench SUITE}. Ends with 2 where it is called wrongly. */
public final class BenchMain {

    private static final double QUIET = 0.6;

    private BenchMain() {}

    public static void main(String[] words) throws IOException {
        if (List.of(words).contains("--help") || List.of(words).contains("-h")) {
            System.out.println(Arguments.USAGE);
            return;
        }
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(words));
        } catch (WrongCallException wrong) {
            System.err.println("oncemark bench: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        double load = Cost.load();
        System.out.printf("load average before: %.2f%s%n", load, load > QUIET ? " (busy: expect noise)" : "");
        Path directory = Files.createTempDirectory("oncemark-bench-");
        System.out.println("logs and data: " + directory);
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();
            Input input = new Input(arguments.records(), arguments.duplicates(), 1);
            Figures figures = new StreamsSuite(broker, directory, input, System.out::println)
                    .run(arguments.rounds(), arguments.only());
            System.out.println();
            System.out.println(figures.table());
            Path json = Path.of(arguments.json());
            Files.write(json, JsonSerde.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(figures.values()));
            System.out.println("every value: " + json);
        }
        // Child processes are gone; clients' threads that may linger do not matter.
        System.exit(0);
    }
}
