package dev.oncemark.bench.streams;

import com.sun.management.OperatingSystemMXBean;
import dev.oncemark.bench.measure.MeasuredProcess;
import dev.oncemark.bench.peer.BareLoop;
import dev.oncemark.bench.peer.DslPeer;
import dev.oncemark.bench.peer.FlinkPeer;
import dev.oncemark.bench.peer.PeerArguments;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.App;
import dev.oncemark.localstack.ProjectHome;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;

/** Who decides requests here. All have the same heap, but for Flink and for a map of very many, which have more. */
public enum Contestant {
    STREAMS_APP("streams-app", ""),
    COPY_LOOP("bare transactional copy", "copy"),
    MAP_LOOP("map and changelog, by hand", "map"),
    DSL("Streams DSL, defaults", "defaults"),
    DSL_TUNED("Streams DSL, our settings", "tuned"),
    FLINK_100("Flink, checkpoints of 100 ms", "100"),
    FLINK_1000("Flink, checkpoints of 1 s", "1000");

    private static final int HEAP_MIB = 512;
    private static final int FLINK_HEAP_MIB = 1024;
    private static final long MAP_BYTES = 350;

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

    /** What it needs for so many requests. The loop with a map has its state there, and 512 MiB are enough for a million. */
    long heapMiB(long requests) {
        return switch (this) {
            case MAP_LOOP -> Math.max(HEAP_MIB, (requests * MAP_BYTES) >> 20);
            case FLINK_100, FLINK_1000 -> FLINK_HEAP_MIB;
            default -> HEAP_MIB;
        };
    }

    /** Half of the machine's memory; the rest is for broker and page cache. */
    static long mostHeapMiB() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return machine.getTotalMemorySize() >> 21;
    }

    /**
     * Starts one that goes on from what {@code group} has committed; its state is below {@code directory}.
     *
     * @param input the topic of requests; the streams-app reads no other than that of the contract
     */
    public MeasuredProcess start(String input, long requests, String bootstrap, String group, Path directory) {
        Path log = directory.resolve(group + ".log");
        int heap = Math.toIntExact(heapMiB(requests));
        PeerArguments peer = new PeerArguments(
                bootstrap, group, input, output(group), directory.resolve(group).toString(), variant);
        return switch (this) {
            case STREAMS_APP -> streamsApp(ProjectHome.directory(), bootstrap, group, directory);
            case COPY_LOOP, MAP_LOOP -> MeasuredProcess.peer(BareLoop.class, heap, log, peer.words());
            case DSL, DSL_TUNED -> MeasuredProcess.peer(DslPeer.class, heap, log, peer.words());
            case FLINK_100, FLINK_1000 -> MeasuredProcess.flink(FlinkPeer.class, heap, directory, log, peer.words());
        };
    }

    /** @param project where that version of it was built */
    static MeasuredProcess streamsApp(Path project, String bootstrap, String group, Path directory) {
        Path log = directory.resolve(group + ".log");
        Path jar = App.jar(project, "streams-app");
        return MeasuredProcess.app(jar, HEAP_MIB, log, settings(bootstrap, group, directory.resolve(group)));
    }

    private static Map<String, String> settings(String bootstrap, String group, Path state) {
        return Map.of(
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS",
                bootstrap,
                "ONCEMARK_STREAMS_APPLICATION_ID",
                group,
                "ONCEMARK_STREAMS_STATE_DIR",
                state.toString(),
                "ONCEMARK_STREAMS_SESSION_TIMEOUT",
                "6s",
                "ONCEMARK_HTTP_PORT",
                "0");
    }
}
