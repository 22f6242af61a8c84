package dev.oncemark.localstack.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.localstack.Address;
import dev.oncemark.localstack.Addresses;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.launcher.StackMain.FailedException;
import dev.oncemark.localstack.launcher.StackMain.WrongCallException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints the records of a topic as they are committed, one a line: partition, offset, key, value. It joins no group and
 * commits nothing, so it takes no record from anybody.
 */
record Tap(String topic, Options options, String bootstrapServers) {

    static Tap of(List<String> words, Addresses addresses) {
        Options options = Options.of(words, "--headers", "--from-beginning");
        if (options.words().size() != 1) {
            throw new WrongCallException("tap TOPIC [--headers] [--from-beginning]");
        }
        return new Tap(options.words().get(0), options, Ports.HOST + ":" + addresses.port(Address.KAFKA));
    }

    /** Until the process is stopped. */
    int run() {
        if (!Ports.answers(Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1)))) {
            throw new FailedException("no broker at " + bootstrapServers + "; ./oncemark up starts one");
        }
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer())) {
            assign(consumer);
            PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, UTF_8);
            while (!out.checkError()) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> print(record, out));
            }
            return 0;
        } catch (KafkaException failed) {
            throw new FailedException("the broker at " + bootstrapServers + " failed: " + failed.getMessage());
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                // Kafka's default also shows what was aborted.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                options.has("--from-beginning") ? "earliest" : "latest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false");
    }

    private void assign(KafkaConsumer<String, String> consumer) {
        var topics = consumer.listTopics();
        if (!topics.containsKey(topic)) {
            throw new FailedException("no topic " + topic + "; there are " + new TreeSet<>(topics.keySet()));
        }
        Collection<TopicPartition> partitions = topics.get(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    private void print(ConsumerRecord<String, String> record, PrintStream out) {
        if (options.has("--headers")) {
            for (Header header : record.headers()) {
                out.println("# " + header.key() + ": " + new String(header.value(), UTF_8));
            }
        }
        out.println(record.partition() + "@" + record.offset() + "\t" + record.key() + "\t" + record.value());
    }
}
