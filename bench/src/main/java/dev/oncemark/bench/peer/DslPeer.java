package dev.oncemark.bench.peer;

import dev.oncemark.bench.peer.Verdicts.First;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topics;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one writes first: {@code groupByKey().aggregate()}, the enrollment's lessons as JSON. Exactly-once, and without the
 * record cache, which would leave results out. Variant {@code tuned} has Oncemark's client settings, too.
 */
public final class DslPeer {

    /** The aggregate: lessons, who completed each, and the verdict on the latest request. */
    public record State(
            Map<String, First> lessons, @Nullable CompletionResult latest) {

        static State none() {
            return new State(Map.of(), null);
        }

        State with(CompletionRequest request) {
            First before = lessons.get(request.lessonId());
            Map<String, First> after = lessons;
            if (before == null) {
                after = new TreeMap<>(lessons);
                after.put(request.lessonId(), First.of(request));
            }
            return new State(after, Verdicts.of(request, before, after.size()));
        }
    }

    private DslPeer() {}

    public static void main(String[] words) {
        PeerArguments peer = PeerArguments.of(words);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(PeerArguments.INPUT, Consumed.with(Serdes.String(), Topics.COMPLETION_REQUESTS.serde()))
                .groupByKey(Grouped.with(Serdes.String(), Topics.COMPLETION_REQUESTS.serde()))
                .aggregate(
                        State::none,
                        (enrollment, request, state) -> state.with(request),
                        Materialized.<String, State, KeyValueStore<Bytes, byte[]>>as("enrollments")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(JsonSerde.of(State.class)))
                .toStream()
                .mapValues(State::latest)
                .to(peer.output(), Produced.with(Serdes.String(), Topics.COMPLETION_RESULTS.serde()));
        KafkaStreams streams = new KafkaStreams(builder.build(), properties(peer));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    private static Properties properties(PeerArguments peer) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, peer.group());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, peer.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, peer.directory());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        if (peer.variant().equals("tuned")) {
            properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20L);
            properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
            properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 10_000);
            properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 10_000);
        }
        return properties;
    }
}
