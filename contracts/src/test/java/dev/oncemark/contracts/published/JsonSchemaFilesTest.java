package dev.oncemark.contracts.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files in {@code docs/schemas} are what {@code docs/asyncapi.yaml} says of keys and values, by the names of a schema
 * registry's subjects. They are written anew with {@code -Doncemark.schemas.write=true}.
 */
class JsonSchemaFilesTest {

    private static final Path DIRECTORY = Path.of("..", "docs", "schemas");

    @Test
    void shouldBeWhatTheTopicsDescriptionSays() throws IOException {
        Map<String, String> expected = files();
        if (Boolean.getBoolean("oncemark.schemas.write")) {
            write(expected);
        }
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        assertThat(found)
                .as("CONTRIBUTING.md tells how to write these files anew")
                .isEqualTo(expected);
    }

    /** Each file's text by its name. */
    private static Map<String, String> files() {
        var printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        var writer = JsonSerde.MAPPER.writer().with(printer);
        Map<String, String> files = new TreeMap<>();
        for (Topic<?> topic : Topics.all()) {
            var channel = AsyncApi.channel(topic.name());
            Map.of("key", AsyncApi.keySchema(channel), "value", AsyncApi.valueSchema(channel))
                    .forEach((part, schema) -> {
                        String subject = topic.name() + "-" + part;
                        files.put(subject + ".json", writer.writeValueAsString(titled(subject, schema)) + "\n");
                    });
        }
        return files;
    }

    private static ObjectNode titled(String subject, ObjectNode schema) {
        ObjectNode titled = schema.objectNode();
        titled.set("$schema", schema.path("$schema"));
        titled.put("$id", "urn:oncemark:schema:" + subject);
        titled.put("title", subject);
        return titled.setAll(schema);
    }

    private static void write(Map<String, String> files) throws IOException {
        Files.createDirectories(DIRECTORY);
        for (var file : files.entrySet()) {
            Files.writeString(DIRECTORY.resolve(file.getKey()), file.getValue());
        }
    }
}
