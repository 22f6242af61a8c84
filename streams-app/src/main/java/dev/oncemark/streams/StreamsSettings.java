package dev.oncemark.streams;

import dev.oncemark.runtime.Settings;
import dev.oncemark.streams.processor.ParkingLimits;
import java.time.Duration;
import java.util.Map;

/** The app's settings, read and checked once at start; {@code oncemark.properties} says what each is for. */
public record StreamsSettings(
        Http http,
        Map<String, String> kafka,
        String applicationId,
        String groupInstanceId,
        String stateDir,
        int threads,
        int standbyReplicas,
        int replicationFactor,
        Duration commitInterval,
        Duration sessionTimeout,
        Duration transactionTimeout,
        ParkingLimits waiting,
        RocksDb rocksDb) {

    /** Where health and metrics are served. */
    public record Http(String host, int port) {}

    /** Native memory of the whole process, in MiB. */
    public record RocksDb(int cacheMib, int writeBuffersMib) {}

    /** @throws Settings.InvalidSettingException if one is missing or cannot be used; the message names it */
    public static StreamsSettings of(Settings settings) {
        return new StreamsSettings(
                new Http(settings.text("oncemark.http.host"), settings.integer("oncemark.http.port", 0, 65_535)),
                settings.kafka(),
                settings.text("oncemark.streams.application.id"),
                settings.text("oncemark.streams.group.instance.id"),
                settings.text("oncemark.streams.state.dir"),
                settings.integer("oncemark.streams.threads", 1, 256),
                settings.integer("oncemark.streams.standby.replicas", 0, 8),
                settings.integer("oncemark.streams.replication.factor", -1, 8),
                settings.duration("oncemark.streams.commit.interval"),
                settings.duration("oncemark.streams.session.timeout"),
                settings.duration("oncemark.streams.transaction.timeout"),
                new ParkingLimits(
                        settings.duration("oncemark.parking.grace"),
                        settings.integer("oncemark.parking.bound", 0, 1_000_000)),
                new RocksDb(
                        settings.integer("oncemark.rocksdb.cache.mib", 1, 1 << 20),
                        settings.integer("oncemark.rocksdb.write.buffers.mib", 1, 1 << 20)));
    }
}
