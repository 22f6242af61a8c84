package dev.oncemark.localstack;

import dev.oncemark.contracts.JsonSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A directory of {@code debezium/examples}. */
record Example(String name) {

    /** The tables as the platform makes them. */
    String schema() {
        return text("schema.sql");
    }

    /** What is in the tables when Oncemark comes. */
    ExampleStep data() {
        return ExampleStep.of(text("data.sql"));
    }

    /** What else is written into the tables of the preparation, by something that is not SQL; no statement mostly. */
    ExampleStep blocks() {
        return ExampleStep.of(Files.exists(file("blocks.sql")) ? text("blocks.sql") : "");
    }

    /** The rows of the first snapshot. */
    List<String> snapshot() {
        return Stream.of(data(), blocks()).flatMap(step -> step.rows().stream()).toList();
    }

    /** What is to be run on the platform, for the connector. */
    String preparation() {
        return text("oncemark.sql");
    }

    /** Whether the preparation leaves more than a publication, and so can be run twice and be taken back. */
    boolean isRemovable() {
        return Files.exists(file("remove.sql"));
    }

    String removal() {
        return text("remove.sql");
    }

    /** What happens afterwards, one transaction after the other. */
    List<ExampleStep> changes() {
        return ExampleStep.allOf(text("changes.sql"));
    }

    /**
     * The connector's settings, with some of them changed: where several examples run on one stack, each has a database and a
     * prefix of its own.
     *
     * @return the file in {@code directory} that they are written to
     */
    Path connector(Path directory, Map<String, String> changed) {
        ObjectNode settings = (ObjectNode) JsonSerde.MAPPER.readTree(text("connector.json"));
        changed.forEach(settings::put);
        try {
            return Files.writeString(directory.resolve(name + ".json"), settings.toString());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private String text(String file) {
        try {
            return Files.readString(file(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private Path file(String file) {
        return ProjectHome.directory()
                .resolve("debezium/examples")
                .resolve(name)
                .resolve(file);
    }

    @Override
    public String toString() {
        return name;
    }
}
