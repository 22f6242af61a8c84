package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.connect.select.Field;
import dev.oncemark.connect.select.Kind;
import dev.oncemark.connect.select.Settings;
import dev.oncemark.contracts.JsonSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What lies in {@code debezium}: every connector's JSON is right, and the README names every setting. */
class DebeziumDirectoryTest {

    private static final Path DIRECTORY = Path.of("..", "debezium");
    private static final String PREFIX = "transforms.lms.";

    @ParameterizedTest
    @MethodSource("connectors")
    void shouldHaveSettingsThatAreRight(Path json) {
        JsonNode connector = JsonSerde.MAPPER.readTree(json.toFile());
        Map<String, String> settings = new HashMap<>();
        connector.properties().forEach(entry -> {
            if (entry.getKey().startsWith(PREFIX)) {
                settings.put(
                        entry.getKey().substring(PREFIX.length()),
                        entry.getValue().asString());
            }
        });

        Set<String> tables = Settings.of(settings).tables();

        assertThat(names(connector, "table.include.list")).hasSameElementsAs(tables);
        assertThat(names(connector, "snapshot.include.collection.list")).hasSameElementsAs(tables);
        assertThat(connector.path("skipped.operations").asString()).isEqualTo("none");
        assertThat(connector.path("provide.transaction.metadata").asString()).isEqualTo("true");
        assertThat(tables).allSatisfy(table -> {
            assertThat(connector.path("column.include.list").asString()).contains(table + ".(");
            assertThat(connector.path("message.key.columns").asString()).contains(table + ":");
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameEachColumnOfAKindInTheReadme(Kind kind) throws IOException {
        String row = row("| `" + kind.tableName() + "` |");

        assertThat(kind.fields())
                .extracting(Field::name)
                .allSatisfy(name -> assertThat(row).contains("`" + name + "`"));
    }

    @Test
    void shouldNameEachSettingInTheReadme() throws IOException {
        for (String setting : Settings.DEFINITION.names()) {
            assertThat(row("| `" + setting + "` |")).isNotEmpty();
        }
    }

    static Stream<Path> connectors() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    private static List<String> names(JsonNode connector, String setting) {
        return List.of(connector.path(setting).asString().split(","));
    }

    private static String row(String start) throws IOException {
        return Files.readAllLines(DIRECTORY.resolve("README.md")).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("");
    }
}
