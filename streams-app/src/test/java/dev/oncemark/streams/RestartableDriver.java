package dev.oncemark.streams;

import dev.oncemark.streams.catalog.CatalogRules;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import dev.oncemark.streams.processor.FetchCounter;
import dev.oncemark.streams.processor.ParkingLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** A test driver that can start again where it was: time, what it wrote, and the offsets of what it reads go on. */
final class RestartableDriver implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(500);

    /** Over long times fewer looks at the clock are enough, as long as they do not look like a stall. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration LONG_STEP = Duration.ofMillis(1_500);

    private CatalogRules rules;
    private final ParkingLimits waiting;
    private final Decider decider;
    private final StateStores stores;
    private Instant now = TestedTopology.START;
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private DecisionMetrics metrics = new DecisionMetrics(registry);
    private TopologyTestDriver driver;

    RestartableDriver(CatalogRules rules, ParkingLimits waiting, Decider decider, StateStores stores) {
        this.rules = rules;
        this.waiting = waiting;
        this.decider = decider;
        this.stores = stores;
        this.driver = start();
    }

    /** What the operator is told of the catalog. */
    List<String> concerns() {
        return metrics.catalog().concerns();
    }

    /** How often the LMS was seen to empty a table since the start. */
    double truncations(String table) {
        return registry.get("oncemark.lms.truncations")
                .tag("table", table)
                .counter()
                .count();
    }

    /** Other rules are for the next start. */
    void rules(CatalogRules next) {
        rules = next;
    }

    private TopologyTestDriver start() {
        registry = new SimpleMeterRegistry();
        metrics = new DecisionMetrics(registry);
        var topology = DecisionTopology.build(rules, waiting, decider, metrics, FetchCounter.always(), stores);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-" + UUID.randomUUID());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(BoundedRocksDb.CACHE_MIB, 8);
        properties.put(BoundedRocksDb.WRITE_BUFFERS_MIB, 8);
        return new TopologyTestDriver(topology, properties, now);
    }

    TopologyTestDriver get() {
        return driver;
    }

    Instant now() {
        return now;
    }

    /** Time passes while the app works: it looks at its clock now and then. */
    void pass(Duration time) {
        Duration step = time.compareTo(LONG) > 0 ? LONG_STEP : STEP;
        Duration left = time;
        while (left.compareTo(step) > 0) {
            standStill(step);
            left = left.minus(step);
        }
        standStill(left);
    }

    /** Time passes without the app's having noticed. */
    void standStill(Duration time) {
        driver.advanceWallClockTime(time);
        now = now.plus(time);
    }

    void restart() {
        TopologyTestDriver before = driver;
        before.close();
        driver = start();
        // The driver stands in for the broker too, which a stop of the app does not touch.
        goOn("offsetsByTopicOrPatternPartition", before);
        goOn("outputRecordsByTopic", before);
    }

    @SuppressWarnings("unchecked")
    private void goOn(String field, TopologyTestDriver before) {
        try {
            Field map = TopologyTestDriver.class.getDeclaredField(field);
            map.setAccessible(true);
            ((Map<Object, Object>) map.get(driver)).putAll((Map<Object, Object>) map.get(before));
        } catch (ReflectiveOperationException other) {
            throw new LinkageError("the test driver has no field " + field + " any more", other);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
