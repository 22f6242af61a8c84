package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody who is measured gives right results; how fast is not a test's matter. */
class StreamsSuiteIT {

    @TempDir
    Path directory;

    @Test
    void shouldFindEveryContestantRight() {
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();
            try (CatchUp catchUp = new CatchUp(broker, directory, new Workload(2_000, 0.3))) {
                for (Contestant contestant : Contestant.values()) {
                    assertThat(catchUp.check(contestant))
                            .as(contestant.title)
                            .isEqualTo(contestant == Contestant.COPY_LOOP ? 0 : 1_400);
                }
            }
        }
    }
}
