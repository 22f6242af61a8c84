package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.MeasuredProcess;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.bench.streams.Contestant;
import dev.oncemark.bench.streams.GroupOffsets;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
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

    private static final int WARM_RATE = 200;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Workload workload;
    private final Broker broker;
    private final String topic;
    private final MeasuredProcess process;
    private final KafkaProducer<String, byte[]> producer;
    private final ResultReader reader;
    private int next;
    private volatile @Nullable RatedRun run;

    /** Starts it, with a state and topics of its own, and waits for its first verdicts. */
    FlinkWay(Contestant flink, Broker broker, Workload workload, String group, Path directory) {
        this.workload = workload;
        this.broker = broker;
        this.topic = group + "-requests";
        try (GroupOffsets offsets = new GroupOffsets(broker)) {
            offsets.create(topic);
            offsets.create(flink.output(group));
        }
        // As the API's producer has it.
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 1);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.process = flink.start(topic, workload.requests(), broker.bootstrapServers(), group, directory);
        this.reader = new ResultReader(
                broker.bootstrapServers(), flink.output(group), workload, (number, partition, offset, nanos) -> {
                    RatedRun now = run;
                    if (now != null) {
                        now.add(now.verdicts(), number, nanos);
                    }
                });
        run(RatedRun.of(0, WARM_RATE, 0, 1));
    }

    /** Writes at this rate, and waits for the last verdict; what that cost. */
    Meter.Reading run(RatedRun now) {
        run = now;
        Meter meter = new Meter().withLoad().with("Flink", process).with(broker).start();
        now.run(this::send);
        next = now.end();
        Waiting.until("there is a verdict of each", TIMEOUT, process, () -> now.hasAll(now.verdicts()));
        return meter.read();
    }

    private void send(int number) {
        CompletionRequest request = workload.request(new Item(number, 0, true));
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
        reader.close();
        producer.close();
        process.close();
    }
}
