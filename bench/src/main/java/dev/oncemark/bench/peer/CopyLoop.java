package dev.oncemark.bench.peer;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The limit: each record is copied, as bytes, in transactions. */
public final class CopyLoop {

    private CopyLoop() {}

    public static void main(String[] words) {
        PeerArguments peer = PeerArguments.of(words);
        TransactionalLoop.run(
                peer, record -> List.of(new ProducerRecord<>(peer.output(), record.key(), record.value())));
    }
}
