package dev.oncemark.contracts.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The topics as {@code docs/asyncapi.yaml} has them are those of {@link Topics}. */
class TopicsDescribedTest {

    private static final Map<String, JsonNode> CHANNELS = AsyncApi.channels();

    static List<Topic<?>> topics() {
        return Topics.all();
    }

    static Stream<Topic<?>> withDeadLetters() {
        return Topics.withDeadLetters();
    }

    @Test
    void shouldDescribeEveryTopic() {
        List<String> names = new ArrayList<>(topics().stream().map(Topic::name).toList());
        withDeadLetters().map(Topic::deadLetters).forEach(names::add);

        assertThat(CHANNELS.keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldDescribeHowTheBrokerKeepsATopic(Topic<?> topic) {
        JsonNode binding = binding(topic.name());

        assertThat(binding.path("topic").asString()).isEqualTo(topic.name());
        assertThat(config(binding)).isEqualTo(new TreeMap<>(topic.config()));
    }

    @ParameterizedTest
    @MethodSource("withDeadLetters")
    void shouldDescribeHowTheBrokerKeepsDeadLetters(Topic<?> topic) {
        JsonNode binding = binding(topic.deadLetters());

        assertThat(config(binding)).isEqualTo(new TreeMap<>(Topics.retention(Duration.ofDays(30), Map.of())));
        assertThat(binding.path("partitions")).isEqualTo(binding(topic.name()).path("partitions"));
    }

    @Test
    void shouldDescribeTopicsInOnePartitionAndThoseInMany() {
        Map<Topic.Partitioning, Set<Integer>> partitions = topics().stream()
                .collect(Collectors.groupingBy(
                        Topic::partitioning,
                        Collectors.mapping(
                                topic ->
                                        binding(topic.name()).path("partitions").asInt(),
                                Collectors.toSet())));

        assertThat(partitions.get(Topic.Partitioning.SINGLE)).containsExactly(1);
        assertThat(partitions.get(Topic.Partitioning.BY_ENROLLMENT)).containsExactly(12);
    }

    private static JsonNode binding(String topic) {
        return AsyncApi.channel(topic).at("/bindings/kafka");
    }

    /** As the broker has it: a list is a text with commas. */
    private static Map<String, String> config(JsonNode binding) {
        Map<String, String> config = new TreeMap<>();
        binding.path("topicConfiguration").properties().forEach(setting -> {
            JsonNode value = setting.getValue();
            config.put(
                    setting.getKey(),
                    value.isArray()
                            ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                            : value.asString());
        });
        return config;
    }

    @Test
    void shouldDescribeEveryTypeOfEvent() {
        Stream<String> events = AsyncApi.DOCUMENT
                .at("/components/messages")
                .valueStream()
                .map(message -> message.path("name").asString())
                .filter(name -> name.startsWith("dev.oncemark."))
                // A course's outline comes in messages of two forms.
                .distinct();

        assertThat(events)
                .containsExactlyInAnyOrderElementsOf(Stream.of(CloudEvents.Type.values())
                        .map(CloudEvents.Type::text)
                        .toList());
    }

    @Test
    void shouldSayWhoWritesAndWhoReadsEachTopic() {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        AsyncApi.DOCUMENT.path("operations").forEach(operation -> {
            JsonNode channel = AsyncApi.resolved(operation.path("channel"));
            actions.computeIfAbsent(channel.path("address").asString(), topic -> new ArrayList<>())
                    .add(operation.path("action").asString());
            assertThat(operation.path("messages").size())
                    .as(operation.toString())
                    .isEqualTo(channel.path("messages").size());
        });

        assertThat(actions.keySet()).containsExactlyInAnyOrderElementsOf(CHANNELS.keySet());
        actions.forEach((topic, found) -> assertThat(found)
                .as(topic)
                .containsExactlyElementsOf(topic.endsWith("-dlt") ? List.of("send") : List.of("send", "receive")));
    }
}
