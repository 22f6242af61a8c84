package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody who is measured gives right results; how fast is not a test's matter. */
class StreamsSuiteIT {

    @TempDir
    Path directory;

    @Test
    void shouldFindEveryContestantRight() {
        List<String> log = new ArrayList<>();
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();
            new StreamsSuite(broker, directory, new Input(2_000, 0.3, 1), log::add).run(0, "");
        }
        assertThat(log).allMatch(line -> line.startsWith("checked: ")).hasSize((int)
                List.of(Contestant.values()).stream()
                        .filter(Contestant::decides)
                        .count());
    }
}
