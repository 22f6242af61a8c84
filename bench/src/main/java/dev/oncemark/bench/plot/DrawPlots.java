package dev.oncemark.bench.plot;

import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.settings.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ./oncemark bench plots}: pictures of the suites' files, for the documentation. */
public final class DrawPlots {

    public static final String NAME = "plots";

    public static final String USAGE = """

            plots      draws what the suites' files say
              --from DIRECTORY   where the files are: .oncemark/bench
              --to DIRECTORY     where the pictures go: docs/performance
            """;

    private DrawPlots() {}

    /** @throws CommandLine.WrongCallException if there is an option that it does not take */
    public static int run(List<String> words) throws IOException {
        CommandLine line = CommandLine.of(words, List.of(), List.of("--from", "--to"));
        String data = System.getProperty("oncemark.data", ".oncemark");
        Path from = Path.of(line.text("--from", data + "/bench"));
        Path to = Path.of(line.text(
                "--to", ProjectHome.directory().resolve("docs/performance").toString()));
        if (!Files.isDirectory(from)) {
            System.err.println("nothing was measured yet: there is no " + from);
            return 1;
        }
        for (Path picture : draw(from, to)) {
            System.out.println(picture);
        }
        return 0;
    }

    /** Draws every file of {@code from}; what was drawn. */
    static List<Path> draw(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<Path> drawn = new java.util.ArrayList<>();
        for (Path file : files) {
            for (Map.Entry<String, String> plot : Plots.of(Measured.read(file)).entrySet()) {
                drawn.add(Files.writeString(to.resolve(plot.getKey()), plot.getValue()));
            }
        }
        return drawn;
    }
}
