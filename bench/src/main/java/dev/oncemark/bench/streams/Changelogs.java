package dev.oncemark.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.localstack.Broker;
import dev.oncemark.streams.enrollment.EnrollmentFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The changelogs of one streams-app, filled with packed states as if it had decided all that led to them. */
record Changelogs(Broker broker, String application) {

    private static final char SEPARATOR = '\u001f';

    /** What is large. */
    List<String> topics() {
        return List.of(application + "-enrollments-changelog", application + "-enrollments-by-course-changelog");
    }

    boolean exist() {
        try (Admin admin = broker.admin()) {
            return admin.listTopics().names().get().containsAll(topics());
        } catch (Exception failed) {
            throw new IllegalStateException("the broker does not list its topics", failed);
        }
    }

    /** Writes the population, and {@code fresh} enrollments with nothing completed, numbered from -1 down. */
    void write(Population population, int fresh) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20, "batch.size", 256 << 10);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int number = -fresh; number < population.enrollments(); number++) {
                for (var record : records(number)) {
                    var unused = producer.send(record, (written, failed) -> {
                        if (failed != null) {
                            failure.set(failed);
                        }
                    });
                }
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the changelogs were not written", failure.get());
        }
    }

    private List<ProducerRecord<String, byte[]>> records(int number) {
        String id = Population.enrollmentId(number);
        int partition = Utils.toPositive(Utils.murmur2(id.getBytes(UTF_8))) % GroupOffsets.PARTITIONS;
        byte[] state = EnrollmentFormat.pack(Population.state(number, number < 0 ? 0 : Population.DONE));
        String indexed = Population.courseId(Population.courseOf(number)) + SEPARATOR + id;
        return List.of(
                new ProducerRecord<>(topics().get(0), partition, id, state),
                new ProducerRecord<>(topics().get(1), partition, indexed, new byte[0]));
    }

    /** How many bytes the broker keeps of them. */
    long bytes() {
        try (Admin admin = broker.admin()) {
            return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                    .flatMap(one -> one.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> topics().contains(replica.getKey().topic()))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        } catch (Exception failed) {
            throw new IllegalStateException("the broker does not tell its sizes", failed);
        }
    }
}
