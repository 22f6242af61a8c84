package dev.oncemark.localstack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Topics;
import dev.oncemark.runtime.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    @TempDir
    private static Path directory;

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = new Broker(directory.resolve("kafka"), 0);
        broker.start();
        try (Admin admin = broker.admin()) {
            new TopicProvisioner(4, (short) 1, 1).apply(admin, Duration.ofSeconds(20));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldHaveItsTopicsAgainAfterItWasKilled() throws Exception {
        broker.kill();
        assertThat(broker.isAlive()).isFalse();

        broker.start();

        try (Admin admin = broker.admin()) {
            assertThat(admin.listTopics().names().get()).contains(Topics.COMPLETION_REQUESTS.name());
        }
    }

    @Test
    void shouldRunTransactionsInTheirSecondVersion() throws Exception {
        try (Admin admin = broker.admin()) {
            assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
                    .hasEntrySatisfying(
                            "transaction.version",
                            version -> assertThat(version.maxVersionLevel()).isEqualTo((short) 2));
        }
    }

    /** Between two buffers a broker notices that it has to load them again. */
    @Test
    void shouldLoadCommittedOffsetsThroughASmallBuffer() throws Exception {
        ConfigResource me = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = broker.admin()) {
            Config config = admin.describeConfigs(List.of(me)).all().get().get(me);

            assertThat(requireNonNull(config).get("offsets.load.buffer.size").value())
                    .isEqualTo("65536");
            assertThat(config.get("offsets.topic.segment.bytes").value()).isEqualTo("4194304");
        }
    }
}
