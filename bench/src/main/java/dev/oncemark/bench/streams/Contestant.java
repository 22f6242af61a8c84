package dev.oncemark.bench.streams;

import dev.oncemark.bench.Child;
import dev.oncemark.bench.peer.CopyLoop;
import dev.oncemark.bench.peer.DslPeer;
import dev.oncemark.bench.peer.FlinkPeer;
import dev.oncemark.bench.peer.MapLoop;
import dev.oncemark.bench.peer.PeerArguments;
import dev.oncemark.contracts.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who decides requests here. All have the same heap, but for Flink, which has more. */
public enum Contestant {
    STREAMS_APP("streams-app", ""),
    COPY_LOOP("bare transactional copy", ""),
    MAP_LOOP("map and changelog, by hand", ""),
    DSL("Streams DSL, defaults", "defaults"),
    DSL_TUNED("Streams DSL, our settings", "tuned"),
    FLINK_100("Flink, checkpoints of 100 ms", "100"),
    FLINK_1000("Flink, checkpoints of 1 s", "1000");

    private static final int HEAP_MIB = 512;
    private static final int FLINK_HEAP_MIB = 1024;

    public final String title;
    private final String variant;

    Contestant(String title, String variant) {
        this.title = title;
        this.variant = variant;
    }

    /** The topic of its results. */
    public String output(String group) {
        return this == STREAMS_APP ? Topics.COMPLETION_RESULTS.name() : group + "-results";
    }

    /** A copy says nothing of what it copies. */
    boolean decides() {
        return this != COPY_LOOP;
    }

    /** Starts one that goes on from what {@code group} has committed; its state is below {@code directory}. */
    public Child start(String bootstrap, String group, Path directory) {
        return startOn(Topics.COMPLETION_REQUESTS.name(), bootstrap, group, directory);
    }

    /** Reads another topic than the requests'; the streams-app cannot. */
    public Child startOn(String input, String bootstrap, String group, Path directory) {
        Path log = directory.resolve(group + ".log");
        PeerArguments peer = new PeerArguments(
                bootstrap, group, input, output(group), directory.resolve(group).toString(), variant);
        List<String> withoutFlink = List.of("flink-", "frocksdbjni");
        return switch (this) {
            case STREAMS_APP -> Child.app("streams-app", HEAP_MIB, log, settings(peer));
            case COPY_LOOP -> Child.ofBench(CopyLoop.class, HEAP_MIB, withoutFlink, log, List.of(), peer.words());
            case MAP_LOOP -> Child.ofBench(MapLoop.class, HEAP_MIB, withoutFlink, log, List.of(), peer.words());
            case DSL, DSL_TUNED -> Child.ofBench(DslPeer.class, HEAP_MIB, withoutFlink, log, List.of(), peer.words());
            case FLINK_100, FLINK_1000 ->
                Child.ofBench(
                        FlinkPeer.class,
                        FLINK_HEAP_MIB,
                        List.of("kafka-", "rocksdbjni"),
                        log,
                        List.of(
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                // It leaves directories there.
                                "-Djava.io.tmpdir=" + directory),
                        peer.words());
        };
    }

    private static Map<String, String> settings(PeerArguments peer) {
        return Map.of(
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS",
                peer.bootstrap(),
                "ONCEMARK_STREAMS_APPLICATION_ID",
                peer.group(),
                "ONCEMARK_STREAMS_STATE_DIR",
                peer.directory(),
                "ONCEMARK_STREAMS_SESSION_TIMEOUT",
                "6s",
                "ONCEMARK_HTTP_PORT",
                "0");
    }
}
