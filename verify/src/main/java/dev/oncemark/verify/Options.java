package dev.oncemark.verify;

import dev.oncemark.settings.CommandLine;
import dev.oncemark.settings.CommandLine.WrongCallException;
import dev.oncemark.verify.check.Rules;
import dev.oncemark.verify.live.LiveHistory.Place;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The command line and the environment, read once. */
final class Options {

    private static final List<String> FLAGS = List.of("--json", "--settled", "--help");
    private static final List<String> VALUES = List.of(
            "--bootstrap-server",
            "--command-config",
            "--jdbc-url",
            "--user",
            "--application-id",
            "--journal",
            "--grace",
            "--parking-bound",
            "--clocks",
            "--transaction-timeout",
            "--offenders",
            "--memory");

    private final CommandLine line;
    private final Map<String, String> environment;

    private Options(CommandLine line, Map<String, String> environment) {
        this.line = line;
        this.environment = environment;
    }

    /** @throws WrongCallException if there is an option that is not known, or has no value */
    static Options of(List<String> words, Map<String, String> environment) {
        return new Options(CommandLine.of(words, FLAGS, VALUES), environment);
    }

    boolean has(String flag) {
        return line.has(flag);
    }

    Place place() {
        Map<String, Object> kafka = new HashMap<>(commandConfig());
        kafka.put(
                "bootstrap.servers",
                line.text("--bootstrap-server", "127.0.0.1:" + port("ONCEMARK_STACK_KAFKA_PORT", "9092")));
        String url = "jdbc:postgresql://127.0.0.1:%s/oncemark".formatted(port("ONCEMARK_STACK_POSTGRES_PORT", "5433"));
        return new Place(
                kafka,
                line.text("--jdbc-url", environment.getOrDefault("ONCEMARK_POSTGRES_URL", url)),
                line.text("--user", environment.getOrDefault("ONCEMARK_POSTGRES_USER", "oncemark_api")),
                environment.getOrDefault("ONCEMARK_POSTGRES_PASSWORD", "trusted"),
                line.text("--application-id", "oncemark-streams"),
                // A broker looks for transactions that are too old every ten seconds.
                Duration.ofSeconds(line.number("--transaction-timeout", 10) + 15));
    }

    Rules rules() {
        Rules standard = Rules.STANDARD;
        Duration grace =
                Duration.ofSeconds(line.number("--grace", standard.grace().toSeconds()));
        int bound = (int) line.number("--parking-bound", standard.parkingBound());
        Duration clocks =
                Duration.ofSeconds(line.number("--clocks", standard.clocks().toSeconds()));
        return new Rules(grace, clocks, bound, has("--settled"));
    }

    @Nullable
    Path journal() {
        String file = line.value("--journal");
        return file == null ? null : Path.of(file);
    }

    int offenders() {
        return (int) line.number("--offenders", 5);
    }

    /** Bytes of entries that are held in memory. */
    long memory() {
        return line.number("--memory", 128) << 20;
    }

    private Map<String, Object> commandConfig() {
        String file = line.value("--command-config");
        Map<String, Object> settings = new HashMap<>();
        if (file != null) {
            try (Reader in = Files.newBufferedReader(Path.of(file))) {
                Properties properties = new Properties();
                properties.load(in);
                properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
            } catch (IOException unreadable) {
                throw new WrongCallException("cannot read " + file + ": " + unreadable);
            }
        }
        return settings;
    }

    private String port(String variable, String standard) {
        return environment.getOrDefault(variable, standard);
    }
}
