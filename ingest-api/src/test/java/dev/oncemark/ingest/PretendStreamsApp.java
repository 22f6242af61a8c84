package dev.oncemark.ingest;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Decides requests in transactions, as the streams-app does: see {@link PretendEnrollment}. */
public final class PretendStreamsApp implements AutoCloseable {

    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/test");

    private final KafkaConsumer<String, CompletionRequest> requests;
    private final KafkaProducer<String, CompletionResult> results;
    private final Map<String, PretendEnrollment> enrollments = new HashMap<>();
    private final boolean forgetful;
    private final Thread thread = new Thread(this::run, "pretend-streams-app");
    private volatile boolean stopped;

    private PretendStreamsApp(String bootstrapServers, boolean forgetful) {
        this.forgetful = forgetful;
        this.requests = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "test", "enable.auto.commit", "false"),
                new StringDeserializer(),
                Topics.COMPLETION_REQUESTS.serde());
        this.results = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "test-" + UUID.randomUUID(),
                        "linger.ms",
                        "0"),
                new StringSerializer(),
                Topics.COMPLETION_RESULTS.serde());
    }

    /** Decides from the next request on. */
    public static PretendStreamsApp start(String bootstrapServers) {
        return start(bootstrapServers, false, false);
    }

    /** Decides every request that there is, and those to come. */
    public static PretendStreamsApp startFromTheBeginning(String bootstrapServers) {
        return start(bootstrapServers, false, true);
    }

    /** Decides while {@code doing} is done. */
    public static <T> T during(String bootstrapServers, java.util.function.Supplier<T> doing) {
        PretendStreamsApp app = start(bootstrapServers);
        try {
            return doing.get();
        } finally {
            app.close();
        }
    }

    /** One that does not remember which request completed a lesson, as of completions of long ago. */
    public static PretendStreamsApp startForgetful(String bootstrapServers) {
        return start(bootstrapServers, true, false);
    }

    private static PretendStreamsApp start(String bootstrapServers, boolean forgetful, boolean fromTheBeginning) {
        var app = new PretendStreamsApp(bootstrapServers, forgetful);
        var partitions = IntStream.range(0, RealParts.PARTITIONS)
                .mapToObj(at -> new TopicPartition(Topics.COMPLETION_REQUESTS.name(), at))
                .toList();
        app.requests.assign(partitions);
        if (fromTheBeginning) {
            app.requests.seekToBeginning(partitions);
        } else {
            app.requests.seekToEnd(partitions);
        }
        partitions.forEach(app.requests::position);
        app.results.initTransactions();
        app.thread.start();
        return app;
    }

    private void run() {
        while (!stopped) {
            var polled = requests.poll(Duration.ofMillis(100));
            if (!polled.isEmpty()) {
                results.beginTransaction();
                polled.forEach(this::decide);
                results.commitTransaction();
            }
        }
    }

    private void decide(ConsumerRecord<String, CompletionRequest> record) {
        CompletionResult result = enrollments
                .computeIfAbsent(record.value().enrollmentId(), enrollment -> new PretendEnrollment(forgetful))
                .decide(record);
        UUID event = Ids.eventIdOfVerdict(result.position());
        var headers = CloudEvents.headers(event, SOURCE, CloudEvents.Type.of(result), result.decidedAt(), null);
        var unused = results.send(
                new ProducerRecord<>(Topics.COMPLETION_RESULTS.name(), null, result.enrollmentId(), result, headers));
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        requests.close();
        results.close();
    }
}
