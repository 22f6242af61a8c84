package dev.oncemark.bench.peer;

import dev.oncemark.bench.peer.Verdicts.First;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The same in Flink: keyed state in RocksDB, an exactly-once sink; the variant is the checkpoints' interval in ms. */
public final class FlinkPeer {

    private FlinkPeer() {}

    public static void main(String[] words) throws Exception {
        PeerArguments peer = PeerArguments.of(words);
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration(peer.directory()));
        flink.enableCheckpointing(Long.parseLong(peer.variant()), CheckpointingMode.EXACTLY_ONCE);
        flink.getConfig().enableObjectReuse();
        flink.fromSource(source(peer), WatermarkStrategy.noWatermarks(), "requests")
                .uid("requests")
                .keyBy(FlinkPeer::enrollment, Types.STRING)
                .process(new Decide())
                .returns(Types.STRING)
                .uid("decide")
                .sinkTo(sink(peer))
                .uid("results");
        flink.execute(peer.group());
    }

    private static Configuration configuration(String directory) {
        Configuration configuration = new Configuration();
        // Who fails is not measured.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file://" + directory + "/checkpoints");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        return configuration;
    }

    private static KafkaSource<String> source(PeerArguments peer) {
        return KafkaSource.<String>builder()
                .setBootstrapServers(peer.bootstrap())
                .setGroupId(peer.group())
                .setTopics(peer.input())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
    }

    private static KafkaSink<String> sink(PeerArguments peer) {
        Properties producer = new Properties();
        producer.put("transaction.timeout.ms", "600000");
        producer.put("linger.ms", "100");
        producer.put("batch.size", String.valueOf(128 << 10));
        return KafkaSink.<String>builder()
                .setBootstrapServers(peer.bootstrap())
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(peer.group())
                .setRecordSerializer(KafkaRecordSerializationSchema.<String>builder()
                        .setTopic(peer.output())
                        .setKeySerializationSchema(
                                (String result) -> enrollment(result).getBytes(StandardCharsets.UTF_8))
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build();
    }

    /** Keys by the one field instead of reading the whole value twice. */
    private static String enrollment(String json) {
        String field = "\"enrollmentId\":\"";
        int from = json.indexOf(field) + field.length();
        return json.substring(from, json.indexOf('"', from));
    }

    /** One map entry for each lesson, as one does in Flink. */
    private static final class Decide extends KeyedProcessFunction<String, String, String> {
        private static final long serialVersionUID = 1;

        private transient @Nullable MapState<String, String> lessons;
        private transient @Nullable ValueState<Long> sequence;

        @Override
        public void open(OpenContext context) {
            lessons = getRuntimeContext().getMapState(new MapStateDescriptor<>("lessons", Types.STRING, Types.STRING));
            sequence = getRuntimeContext().getState(new ValueStateDescriptor<>("sequence", Types.LONG));
        }

        @Override
        public void processElement(String json, Context context, Collector<String> out) throws Exception {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            CompletionRequest request = Topics.COMPLETION_REQUESTS.serde().read(PeerArguments.INPUT, bytes);
            var known = Objects.requireNonNull(lessons);
            String before = known.get(request.lessonId());
            long count = 0;
            if (before == null) {
                Long counted = Objects.requireNonNull(sequence).value();
                count = counted == null ? 1 : counted + 1;
                Objects.requireNonNull(sequence).update(count);
                known.put(request.lessonId(), request.requestId() + "@" + request.occurredAt());
            }
            var result = Verdicts.of(request, before == null ? null : first(before), count);
            byte[] written = Topics.COMPLETION_RESULTS.serde().serialize(PeerArguments.INPUT, result);
            out.collect(new String(Objects.requireNonNull(written), StandardCharsets.UTF_8));
        }

        private static First first(String stored) {
            int at = stored.indexOf('@');
            return new First(
                    java.util.UUID.fromString(stored.substring(0, at)),
                    java.time.Instant.parse(stored.substring(at + 1)));
        }
    }
}
