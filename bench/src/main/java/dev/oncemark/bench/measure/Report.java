package dev.oncemark.bench.measure;

import dev.oncemark.contracts.JsonSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A suite's file: every value of every round, and what somebody needs to measure it again.
 *
 * @param values by contestant and quantity
 */
record Report(
        String suite, String command, Instant began, Machine machine, Map<String, Map<String, List<Double>>> values) {

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        Files.write(file, JsonSerde.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
