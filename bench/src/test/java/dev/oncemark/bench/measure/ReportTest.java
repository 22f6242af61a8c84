package dev.oncemark.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.JsonSerde;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path directory;

    @Test
    void shouldKeepEveryValueAndWhereItWasMeasured() throws IOException {
        Figures figures = new Figures();
        figures.add("a", "µs", 1);
        figures.add("a", "µs", 2);
        Machine machine = new Machine(2, 24_000, "a JVM", "a kernel", 0.1, 0.5);
        Path file = directory.resolve("new/streams.json");
        new Report("streams", "./oncemark bench streams", Instant.EPOCH, machine, figures.values()).write(file);

        var json = JsonSerde.MAPPER.readTree(file);
        assertThat(json.path("values").path("a").path("µs").toString()).isEqualTo("[1.0,2.0]");
        assertThat(json.path("command").asString()).isEqualTo("./oncemark bench streams");
        assertThat(json.path("began").asString()).startsWith("1970-01-01T00:00:00");
        assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
        assertThat(json.path("machine").path("loadBefore").asDouble()).isEqualTo(0.5);
    }
}
