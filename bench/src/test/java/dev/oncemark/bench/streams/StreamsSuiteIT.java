package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.Figures;
import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
            try (CatchUp catchUp = CatchUp.prepare(broker, directory, new Input(2_000, 0.3, 1), log::add)) {
                for (Contestant contestant : Contestant.values()) {
                    catchUp.run(contestant, 0, new Figures());
                }
            }
        }
        assertThat(log).allMatch(line -> line.startsWith("checked: ")).hasSize((int)
                Stream.of(Contestant.values()).filter(Contestant::decides).count());
    }
}
