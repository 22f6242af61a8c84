package dev.oncemark.streams;

import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.runtime.HttpAddress;
import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.KafkaClients;
import dev.oncemark.runtime.Settings;
import dev.oncemark.streams.catalog.CatalogRules;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.processor.ParkingLimits;
import java.time.Duration;
import java.util.Set;

/** The app's settings, read and checked once at start; {@code oncemark.properties} says what each is for. */
public record StreamsSettings(
        HttpAddress http,
        KafkaClients kafka,
        Instance instance,
        Tasks tasks,
        Intervals intervals,
        ParkingLimits waiting,
        CatalogRules catalog,
        Decision decision,
        RocksDb rocksDb) {

    private static final Duration LATE_AT_MOST = Duration.ofDays(3_650);

    /** Which one this is of the instances, and where its state is. */
    public record Instance(String applicationId, String groupInstanceId, String stateDir) {}

    /** How the work is divided. */
    public record Tasks(int threads, int standbyReplicas, int replicationFactor) {}

    /** When results become visible, and how long a dead instance and its producer are waited for. */
    public record Intervals(Duration commit, Duration sessionTimeout, Duration transactionTimeout) {}

    /** Native memory of the whole process, in MiB. */
    public record RocksDb(int cacheMib, int writeBuffersMib) {}

    /** @throws dev.oncemark.runtime.InvalidSettingException if one is missing or cannot be used; the message names it */
    public static StreamsSettings of(Settings settings) {
        return new StreamsSettings(
                HttpAddress.of(settings),
                new KafkaClients(settings.kafka()),
                new Instance(
                        settings.text("oncemark.streams.application.id"),
                        settings.text("oncemark.streams.group.instance.id"),
                        settings.text("oncemark.streams.state.dir")),
                new Tasks(
                        settings.integer("oncemark.streams.threads", 1, 256),
                        settings.integer("oncemark.streams.standby.replicas", 0, 8),
                        settings.integer("oncemark.streams.replication.factor", -1, 8)),
                new Intervals(
                        settings.duration("oncemark.streams.commit.interval"),
                        settings.duration("oncemark.streams.session.timeout"),
                        settings.duration("oncemark.streams.transaction.timeout")),
                new ParkingLimits(
                        settings.duration("oncemark.parking.grace"),
                        settings.integer("oncemark.parking.bound", 0, 1_000_000)),
                new CatalogRules(
                        settings.duration("oncemark.catalog.settle"),
                        settings.constant("oncemark.completion.policy", CompletionPolicy.class),
                        Set.copyOf(settings.list("oncemark.catalog.removal.accept"))),
                new Decision(late(settings).toMillis()),
                new RocksDb(
                        settings.integer("oncemark.rocksdb.cache.mib", 1, 1 << 20),
                        settings.integer("oncemark.rocksdb.write.buffers.mib", 1, 1 << 20)));
    }

    private static Duration late(Settings settings) {
        String name = "oncemark.late.completions";
        Duration late = settings.duration(name);
        if (late.isNegative() || late.compareTo(LATE_AT_MOST) > 0) {
            throw new InvalidSettingException(name, "is " + late.toDays() + " days, but has to be 0 to 3650");
        }
        return late;
    }
}
