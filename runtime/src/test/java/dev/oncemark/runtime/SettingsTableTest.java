package dev.oncemark.runtime;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/settings.md}, and the names that every app knows of the others, are written from the three {@code
 * oncemark.properties}. To write them anew: {@code mvn -pl runtime -am test -Dtest=SettingsTableTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Doncemark.write=true}.
 */
class SettingsTableTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path TABLE = PROJECT.resolve("docs/settings.md");
    private static final Path KNOWN =
            PROJECT.resolve("runtime/src/main/resources/dev/oncemark/runtime/known-settings.txt");
    private static final List<String> APPS = List.of("ingest-api", "streams-app", "sink");

    private record Setting(String name, String value, String meaning) {}

    @Test
    void shouldTellEverySettingWithItsDefaultAndMeaning() throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        for (String app : APPS) {
            table.append("\n## ").append(app).append("\n\n| setting | default | meaning |\n|---|---|---|\n");
            for (Setting setting : settings(app)) {
                String value = setting.value().isEmpty() ? "" : "`" + setting.value() + "`";
                table.append("| `%s` | %s | %s |\n".formatted(setting.name(), value, setting.meaning()));
            }
        }
        check(TABLE, table.toString());
    }

    @Test
    void shouldKnowTheNamesOfAllApps() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String app : APPS) {
            settings(app).stream()
                    .map(Setting::name)
                    .filter(name -> !name.startsWith(Settings.KAFKA))
                    .forEach(names::add);
        }
        check(KNOWN, names.stream().collect(joining("\n", "", "\n")));
    }

    private static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("oncemark.write")) {
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file))
                .as("%s is stale: run this test with -Doncemark.write=true", file)
                .isEqualTo(content);
    }

    /** A comment is about the settings below it, to the next blank line or comment. */
    private static List<Setting> settings(String app) throws IOException {
        List<Setting> settings = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        boolean isOver = true;
        for (String line : Files.readAllLines(PROJECT.resolve(app).resolve("src/main/resources/oncemark.properties"))) {
            if (line.startsWith("#")) {
                if (isOver) {
                    comment.clear();
                }
                isOver = false;
                comment.add(line.substring(1).strip());
            } else if (line.isBlank()) {
                comment.clear();
            } else {
                isOver = true;
                int at = line.indexOf('=');
                String meaning = String.join(" ", comment).replace("|", "\\|");
                settings.add(new Setting(line.substring(0, at), line.substring(at + 1), meaning));
            }
        }
        return settings;
    }

    private static final String HEAD = """
            # Settings

            Written from each app's `oncemark.properties` by `SettingsTableTest`, which fails when this page is stale. To write it
            anew: `mvn -pl runtime -am test -Dtest=SettingsTableTest -Dsurefire.failIfNoSpecifiedTests=false -Doncemark.write=true`.

            - Each setting is overridden by a file of properties that `ONCEMARK_CONFIG_FILE` names, and both by an environment
              variable: `oncemark.http.port` is `ONCEMARK_HTTP_PORT`.
            - A variable that ends in `_FILE` names a file that has the value, as Docker and Kubernetes hand out secrets:
              `ONCEMARK_POSTGRES_PASSWORD_FILE=/run/secrets/password`.
            - `oncemark.kafka.*` passes through to Kafka's clients by Kafka's own names: `ONCEMARK_KAFKA_SECURITY_PROTOCOL`,
              `ONCEMARK_KAFKA_SASL_JAAS_CONFIG_FILE`.
            - A variable that begins with `ONCEMARK_` and is none of these is told at start, with the most similar name.
            - Topics are created with `ONCEMARK_TOPICS_PARTITIONS` partitions (12), which cannot change later.
            """;
}
