package dev.oncemark.bench.latency;

import dev.oncemark.bench.Child;
import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Waiting;
import dev.oncemark.bench.streams.Contestant;
import dev.oncemark.bench.streams.Groups;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Requests are written to a topic of their own, past HTTP, and a Flink job decides them. */
final class FlinkWay implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int WARM_RATE = 200;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Input input;
    private final Broker broker;
    private final String topic;
    private final Child child;
    private final KafkaProducer<String, byte[]> producer;
    private final Tail tail;
    private int next;
    private volatile @Nullable Turn turn;

    /** Starts it, with a state and topics of its own, and waits for its first verdicts. */
    FlinkWay(Contestant flink, Broker broker, Input input, String group, Path directory) {
        this.input = input;
        this.broker = broker;
        this.topic = group + "-requests";
        try (Groups groups = new Groups(broker, PARTITIONS)) {
            groups.create(topic);
            groups.create(flink.output(group));
        }
        // As the API's producer has it.
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 1);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.child = flink.startOn(topic, broker.bootstrapServers(), group, directory);
        this.tail = new Tail(
                broker.bootstrapServers(),
                flink.output(group),
                PARTITIONS,
                input,
                (number, partition, offset, nanos) -> {
                    Turn now = turn;
                    if (now != null) {
                        now.verdict(number, nanos);
                    }
                });
        run(Turn.of(0, WARM_RATE, 0, 1));
    }

    /** Writes at this rate, and waits for the last verdict; what that cost. */
    Meter.Reading run(Turn now) {
        turn = now;
        Meter meter = new Meter().withLoad().with("Flink", child).with(broker).start();
        now.pace().run(this::send);
        next += now.pace().count();
        Waiting.until("there is a verdict of each", LIMIT, child, now::hasVerdicts);
        return meter.read();
    }

    private void send(int number) {
        CompletionRequest request = input.request(new Item(number, 0, true));
        byte[] value = Topics.COMPLETION_REQUESTS.serde().serialize(topic, request);
        // One that is not stored gets no verdict, and that is waited for.
        var unused = producer.send(new ProducerRecord<>(topic, request.enrollmentId(), value));
    }

    /** The number of the next request. */
    int next() {
        return next;
    }

    @Override
    public void close() {
        tail.close();
        producer.close();
        child.close();
    }
}
