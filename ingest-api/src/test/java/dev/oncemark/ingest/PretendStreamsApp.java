package dev.oncemark.ingest;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests as the streams-app does, in transactions, as far as the API can tell: what an enrollment's id begins
 * with says what is wrong with it, and what follows "of-" is its learner.
 */
public final class PretendStreamsApp implements AutoCloseable {

    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/test");

    private final KafkaConsumer<String, CompletionRequest> requests;
    private final KafkaProducer<String, CompletionResult> results;
    private final Map<String, CompletionResult> accepted = new HashMap<>();
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
        CompletionRequest request = record.value();
        CompletionResult before = accepted.get(request.enrollmentId() + '|' + request.lessonId());
        CompletionResult result = result(record, before);
        if (result.status() == Status.ACCEPTED) {
            accepted.put(request.enrollmentId() + '|' + request.lessonId(), result);
        }
        UUID event = Ids.eventIdOfVerdict(result.position());
        var headers = CloudEvents.headers(event, SOURCE, CloudEvents.Type.of(result), result.decidedAt(), null);
        var unused = results.send(
                new ProducerRecord<>(Topics.COMPLETION_RESULTS.name(), null, request.enrollmentId(), result, headers));
    }

    private CompletionResult result(
            ConsumerRecord<String, CompletionRequest> record, @Nullable CompletionResult before) {
        CompletionRequest request = record.value();
        Subject subject = new Subject(
                request.requestId(),
                request.enrollmentId(),
                request.lessonId(),
                request.occurredAt(),
                new RecordPosition(record.topic(), record.partition(), record.offset()));
        Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        Basis basis = new Basis(now, "course", learnerOf(request.enrollmentId()), 1L);
        Reason wrong = wrong(request);
        if (wrong != null) {
            Basis known = wrong == Reason.UNKNOWN_ENROLLMENT ? Basis.unknown(now) : basis;
            return CompletionResult.rejected(subject, known, wrong);
        }
        if (before == null) {
            return CompletionResult.accepted(subject, basis, 1, null);
        }
        if (forgetful) {
            return CompletionResult.rejected(subject, basis, Reason.ALREADY_COMPLETED);
        }
        Instant completedAt = Objects.requireNonNull(before.completedAt());
        return before.requestId().equals(request.requestId())
                ? CompletionResult.replayed(subject, basis, completedAt)
                : CompletionResult.alreadyCompleted(subject, basis, before.requestId(), completedAt);
    }

    private static @Nullable Reason wrong(CompletionRequest request) {
        String learner = learnerOf(request.enrollmentId());
        if (request.learnerId() != null
                && learner != null
                && !request.learnerId().equals(learner)) {
            return Reason.NOT_ENROLLMENT_OWNER;
        }
        if (request.lessonId().startsWith("foreign")) {
            return Reason.LESSON_NOT_IN_COURSE;
        }
        String enrollment = request.enrollmentId();
        if (enrollment.startsWith("unknown")) {
            return Reason.UNKNOWN_ENROLLMENT;
        }
        if (enrollment.startsWith("courseless")) {
            return Reason.UNKNOWN_COURSE;
        }
        return enrollment.startsWith("inactive") ? Reason.ENROLLMENT_NOT_ACTIVE : null;
    }

    private static @Nullable String learnerOf(String enrollmentId) {
        int of = enrollmentId.indexOf("of-");
        return of < 0 ? null : enrollmentId.substring(of + 3);
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
