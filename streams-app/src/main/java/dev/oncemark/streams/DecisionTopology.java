package dev.oncemark.streams;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_CHANGES;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.COURSE_OUTLINES;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.LMS_COURSES;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Topic;
import dev.oncemark.streams.catalog.CatalogInput;
import dev.oncemark.streams.catalog.CatalogProcessor;
import dev.oncemark.streams.catalog.CatalogReader;
import dev.oncemark.streams.catalog.CatalogRules;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.DecisionProcessor;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import dev.oncemark.streams.processor.FetchCounter;
import dev.oncemark.streams.processor.Input;
import dev.oncemark.streams.processor.Inputs;
import dev.oncemark.streams.processor.Names;
import dev.oncemark.streams.processor.OutlineStoreWriter;
import dev.oncemark.streams.processor.ParkingLimits;
import dev.oncemark.streams.reading.DeadLetter;
import dev.oncemark.streams.reading.ReadProcessor;
import dev.oncemark.streams.reading.ReadProcessor.Reader;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The graph, in two parts that meet in {@code course-outlines}: one task publishes outlines, and for each partition one
 * task decides. Deployed state hangs on every name here.
 */
public final class DecisionTopology {

    static final String CATALOG = "catalog";

    private static final String DECIDE = "decide";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final String CATALOG_DEAD_LETTERS = "catalog-dead-letters";
    private static final String PUBLISH_OUTLINES = "publish-outlines";
    private static final String PUBLISHED_OUTLINES = "published-outlines";

    /** Every partition gets a copy (KIP-837): every task needs every outline. */
    private static final StreamPartitioner<String, CourseOutline> TO_ALL = (topic, key, outline, count) ->
            Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()));

    private DecisionTopology() {}

    /** The whole topology; {@code decider} is that of a {@code Decision} but in tests that plant faults. */
    public static Topology build(
            CatalogRules rules, ParkingLimits limits, Decider decider, DecisionMetrics metrics, FetchCounter fetches) {
        return build(rules, limits, decider, metrics, fetches, StateStores.REAL);
    }

    static Topology build(
            CatalogRules rules,
            ParkingLimits limits,
            Decider decider,
            DecisionMetrics metrics,
            FetchCounter fetches,
            StateStores stores) {
        Topology topology = new Topology();
        addCatalog(
                topology,
                () -> new CatalogProcessor(CATALOG, PUBLISHED_OUTLINES, rules, metrics.catalog(), fetches),
                metrics,
                stores);
        addReader(topology, COMPLETION_REQUESTS, Inputs::request, DECIDE, DEAD_LETTERS, metrics);
        addReader(topology, LMS_ENROLLMENTS, Inputs::enrollmentOrProgress, DECIDE, DEAD_LETTERS, metrics);
        addDecision(topology, () -> new DecisionProcessor(limits, decider, metrics, fetches), stores);
        return topology;
    }

    private static void addCatalog(
            Topology topology,
            ProcessorSupplier<String, CatalogInput, String, CourseOutline> catalog,
            DecisionMetrics metrics,
            StateStores stores) {
        addReader(topology, LMS_COURSES, CatalogReader::read, PUBLISH_OUTLINES, CATALOG_DEAD_LETTERS, metrics);
        topology.addProcessor(PUBLISH_OUTLINES, catalog, reading(LMS_COURSES));
        topology.addStateStore(stores.inMemory(CATALOG), PUBLISH_OUTLINES);
        topology.addSink(
                PUBLISHED_OUTLINES,
                COURSE_OUTLINES.name(),
                new StringSerializer(),
                COURSE_OUTLINES.serde(),
                TO_ALL,
                PUBLISH_OUTLINES);
        addDeadLetters(topology, CATALOG_DEAD_LETTERS, reading(LMS_COURSES));
    }

    private static void addDecision(
            Topology topology, ProcessorSupplier<String, Input, Object, Object> decision, StateStores stores) {
        // Stored first, then acted upon: a source's children are called in the order in which they are added.
        topology.addReadOnlyStateStore(
                stores.outlines(Names.OUTLINES),
                COURSE_OUTLINES.name(),
                new StringDeserializer(),
                Inputs.outlines(),
                COURSE_OUTLINES.name(),
                "keep-outlines",
                () -> new OutlineStoreWriter(Names.OUTLINES));
        topology.addProcessor(
                DECIDE, decision, reading(COMPLETION_REQUESTS), reading(LMS_ENROLLMENTS), COURSE_OUTLINES.name());
        topology.connectProcessorAndStateStores(DECIDE, Names.OUTLINES);
        topology.addStateStore(stores.onDisk(Names.ENROLLMENTS), DECIDE);
        topology.addStateStore(stores.onDisk(Names.ENROLLMENTS_BY_COURSE), DECIDE);
        topology.addStateStore(stores.onDisk(Names.PARKED), DECIDE);
        topology.addStateStore(stores.onDisk(Names.IMPORTS), DECIDE);
        topology.addStateStore(stores.cursors(Names.REEVALUATIONS), DECIDE);
        addOutput(topology, COMPLETION_RESULTS);
        addOutput(topology, COURSE_COMPLETIONS);
        addOutput(topology, IMPORTED_COURSE_COMPLETIONS);
        addOutput(topology, COURSE_CHANGES);
        addDeadLetters(topology, DEAD_LETTERS, reading(COMPLETION_REQUESTS), reading(LMS_ENROLLMENTS));
    }

    private static String reading(Topic<?> topic) {
        return "read-" + topic.name();
    }

    private static <T> void addReader(
            Topology topology,
            Topic<?> topic,
            Reader<T> reader,
            String next,
            String deadLetters,
            DecisionMetrics metrics) {
        topology.addSource(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
        topology.addProcessor(
                reading(topic), () -> new ReadProcessor<>(reader, next, deadLetters, metrics), topic.name());
    }

    private static <V> void addOutput(Topology topology, Topic<V> topic) {
        topology.addSink(Names.output(topic), topic.name(), new StringSerializer(), topic.serde(), DECIDE);
    }

    private static void addDeadLetters(Topology topology, String name, String... readers) {
        topology.addSink(
                name, DeadLetter.TOPIC, new ByteArraySerializer(), DeadLetter.VALUE, DeadLetter.PARTITION, readers);
    }
}
