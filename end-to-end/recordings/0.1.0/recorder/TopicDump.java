import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.localstack.Broker;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the topics hold, in a form to be read: a line for each committed record; the topics' own settings; and the groups'
 * offsets. Before that retention is lifted, or the broker would delete in later years what is too old by then.
 */
final class TopicDump {

    private static final String RETENTION = "retention.ms";

    private final Admin admin;
    private final String bootstrapServers;
    private final Path directory;

    private TopicDump(Admin admin, String bootstrapServers, Path directory) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
    }

    static void write(Broker broker, Path directory) throws Exception {
        Files.createDirectories(directory);
        try (Admin admin = broker.admin()) {
            TopicDump dump = new TopicDump(admin, broker.bootstrapServers(), directory);
            dump.liftRetention();
            dump.settings();
            dump.groups();
            for (String topic : dump.topics()) {
                dump.records(topic);
            }
        }
    }

    private List<String> topics() throws Exception {
        return admin.listTopics().names().get().stream().sorted().toList();
    }

    private void liftRetention() throws Exception {
        for (String topic : topics()) {
            var kept = new AlterConfigOp(new ConfigEntry(RETENTION, "-1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(kept))).all().get();
        }
    }

    private void settings() throws Exception {
        Map<String, Object> all = new TreeMap<>();
        for (String topic : topics()) {
            Map<String, String> settings = new TreeMap<>();
            var resource = resource(topic);
            admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .forEach(entry -> settings.put(entry.name(), entry.value()));
            int partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("partitions", partitions);
            described.put("settings", settings);
            all.put(topic, described);
        }
        writeJson("settings.json", all);
    }

    private void groups() throws Exception {
        Map<String, Object> all = new TreeMap<>();
        for (var group : admin.listGroups().all().get()) {
            Map<String, Object> offsets = new TreeMap<>();
            admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get().forEach((at, offset) ->
                    offsets.put(at.toString(), Map.of("offset", offset.offset(), "metadata", offset.metadata())));
            all.put(group.groupId(), offsets);
        }
        writeJson("groups.json", all);
    }

    private void writeJson(String name, Object value) throws IOException {
        String json = JsonSerde.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        Files.writeString(directory.resolve(name), json + "\n");
    }

    private void records(String topic) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "max.poll.records", 10_000);
        var bytes = new ByteArrayDeserializer();
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        found.sort((one, other) -> one.partition() != other.partition()
                ? Integer.compare(one.partition(), other.partition())
                : Long.compare(one.offset(), other.offset()));
        try (BufferedWriter lines = Files.newBufferedWriter(directory.resolve(topic + ".ndjson"))) {
            for (var record : found) {
                lines.write(line(record));
                lines.newLine();
            }
        }
    }

    private static String line(ConsumerRecord<byte[], byte[]> record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", record.timestamp());
        line.put("key", text(record.key()));
        line.put("value", text(record.value()));
        if (record.headers().iterator().hasNext()) {
            List<Object> headers = new ArrayList<>();
            record.headers().forEach(header -> headers.add(List.of(header.key(), text(header.value()))));
            line.put("headers", headers);
        }
        return JsonSerde.MAPPER.writeValueAsString(line);
    }

    /** As text where it is text, as {@code {"base64": …}} where it is not. */
    private static Object text(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.chars().noneMatch(c -> Character.isISOControl(c) && c != 0x1f)) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // Packed state.
        }
        return Map.of("base64", Base64.getEncoder().encodeToString(bytes));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
