package dev.oncemark.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OutOfReachTest {

    private final String prefix = "gone-" + UUID.randomUUID() + "-";

    @Test
    void shouldSayThatRecordsAreGoneAndGoOnWithTheOtherPartitions() throws Exception {
        TopicPartition gone = new TopicPartition("completion-results", 0);
        try (RunningSink sink = RunningSink.startReady()) {
            sink.awaitAllStored();
        }
        long end = TopicEnds.ends().getOrDefault(gone, 0L);
        setNext(end + 1_000_000);
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.start()) {
            Await.until("health says so", () -> sink.get("/health/ready").body().contains("has no offset"));
            assertThat(sink.get("/health/ready").body())
                    .contains("completion-results-0 has no offset " + (end + 1_000_000));
            assertThat(sink.get("/health/live").statusCode()).isEqualTo(200);

            for (int i = 0; i < 40; i++) {
                String enrollment = prefix + i;
                writer.transaction(() -> writer.sendAccepted(enrollment, 1));
            }
            Await.until("the others are stored", () -> {
                var behind = TopicEnds.ends();
                behind.entrySet().removeAll(TopicEnds.stored().entrySet());
                return behind.keySet().equals(java.util.Set.of(gone));
            });
        }
        setNext(end);
        try (RunningSink sink = RunningSink.startReady()) {
            sink.awaitAllStored();
        }
        assertThat(Database.lessons(prefix)).isEqualTo(40);
    }

    private static void setNext(long next) {
        Database.run("UPDATE progress.sink_offset SET next = ? WHERE topic = 'completion-results' AND part = 0", next);
    }
}
