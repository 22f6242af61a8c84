package dev.oncemark.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.bench.peer.Verdicts.First;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The limit with state: a map in memory, and a record to a changelog for each completion. */
public final class MapLoop {

    private final PeerArguments peer;
    private final Map<String, Map<String, First>> state = new HashMap<>();

    private MapLoop(PeerArguments peer) {
        this.peer = peer;
    }

    public static void main(String[] words) {
        MapLoop loop = new MapLoop(PeerArguments.of(words));
        TransactionalLoop.run(loop.peer, record -> loop.decide(record.key(), record.value()));
    }

    private List<ProducerRecord<byte[], byte[]>> decide(byte[] key, byte[] value) {
        CompletionRequest request = Topics.COMPLETION_REQUESTS.serde().read(PeerArguments.INPUT, value);
        Map<String, First> lessons = state.computeIfAbsent(request.enrollmentId(), id -> new HashMap<>());
        First before = lessons.putIfAbsent(request.lessonId(), First.of(request));
        CompletionResult result = Verdicts.of(request, before, lessons.size());
        byte[] written = Topics.COMPLETION_RESULTS.serde().serialize(peer.output(), result);
        var output = new ProducerRecord<>(peer.output(), key, written);
        byte[] entry = request.lessonId().getBytes(UTF_8);
        return before == null ? List.of(new ProducerRecord<>(changelog(), key, entry), output) : List.of(output);
    }

    private String changelog() {
        return peer.output() + "-changelog";
    }
}
