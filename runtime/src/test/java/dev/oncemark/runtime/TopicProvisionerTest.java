package dev.oncemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {

    private static final Map<String, NewTopic> TOPICS = new TopicProvisioner(12, (short) 3, 2)
            .topics().stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));

    private static NewTopic topic(String name) {
        return java.util.Objects.requireNonNull(TOPICS.get(name));
    }

    @Test
    void shouldCreateEveryTopicAndItsDeadLetterTopic() {
        assertThat(TOPICS.keySet())
                .contains("completion-requests", "course-outlines", "completion-requests-dlt", "course-changes-dlt")
                .doesNotContain("course-outlines-dlt")
                .hasSize(15);
    }

    @Test
    void shouldSpreadEnrollmentsAndKeepTheCatalogInOrder() {
        assertThat(topic("completion-results").numPartitions()).isEqualTo(12);
        assertThat(topic("lms.courses").numPartitions()).isEqualTo(1);
    }

    @Test
    void shouldNotTrustTheClocksOfClients() {
        assertThat(topic("completion-requests").configs()).containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(topic("course-completions").configs()).containsEntry("retention.ms", "-1");
    }

    @Test
    void shouldRefuseMoreInSyncReplicasThanReplicas() {
        assertThatThrownBy(() -> new TopicProvisioner(4, (short) 1, 2)).hasMessageContaining("min.insync.replicas=2");
    }
}
