package dev.oncemark.localstack.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.Ports;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints the records of a topic as they are committed, one a line: partition, offset, key, value. It joins no group and
 * commits nothing, so it takes no record from anybody.
 */
@Command(name = "tap", description = "Print a topic's records as they are committed: partition@offset, key, value.")
public final class Tap implements Subcommand {

    @Parameters(paramLabel = "TOPIC", description = "Such as completion-results.")
    private String topic = "";

    @Option(names = "--from-beginning", description = "With those that are there already.")
    private boolean fromBeginning;

    @Option(names = "--headers", description = "With their headers.")
    private boolean headers;

    @Override
    public Integer call() {
        return run(Home.ports().port(Listener.KAFKA));
    }

    /** Until the process is stopped. */
    int run(int port) {
        String bootstrapServers = Ports.HOST + ":" + port;
        if (!Ports.answers(port)) {
            throw new FailedException("no broker at " + bootstrapServers + "; ./oncemark up starts one");
        }
        try (var consumer =
                new KafkaConsumer<>(settings(bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
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

    private Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                // Kafka's default also shows what was aborted.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                fromBeginning ? "earliest" : "latest",
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
        if (headers) {
            for (Header header : record.headers()) {
                out.println("# " + header.key() + ": " + new String(header.value(), UTF_8));
            }
        }
        out.println(record.partition() + "@" + record.offset() + "\t" + record.key() + "\t" + record.value());
    }
}
