package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Topics;
import dev.oncemark.runtime.CreateTopicsCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installation runs before the apps, on a broker. */
class CreateTopicsTest {

    @TempDir
    private static Path directory;

    @Test
    void shouldCreateTopicsAndRefuseAnotherNumberOfPartitions() throws Exception {
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();

            assertThat(CreateTopicsCommand.run(environment(broker, "3"))).isZero();
            assertThat(CreateTopicsCommand.run(environment(broker, "3"))).isZero();
            assertThat(CreateTopicsCommand.run(environment(broker, "4"))).isEqualTo(1);
            assertThat(CreateTopicsCommand.run(environment(broker, "none"))).isEqualTo(2);

            TopicDescription topic = requests(broker);
            assertThat(topic.partitions())
                    .hasSize(3)
                    .allMatch(partition -> partition.replicas().size() == 1);
        }
    }

    private static Map<String, String> environment(Broker broker, String partitions) {
        return Map.of(
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "ONCEMARK_TOPICS_PARTITIONS",
                partitions);
    }

    private static TopicDescription requests(Broker broker) throws Exception {
        String name = Topics.COMPLETION_REQUESTS.name();
        try (Admin admin = broker.admin()) {
            return admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get(10, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next();
        }
    }
}
