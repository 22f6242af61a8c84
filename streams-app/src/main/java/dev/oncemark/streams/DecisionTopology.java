package dev.oncemark.streams;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.COURSE_OUTLINES;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.LMS_COURSES;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Topic;
import dev.oncemark.streams.catalog.CatalogInput;
import dev.oncemark.streams.catalog.CatalogProcessor;
import dev.oncemark.streams.processor.DecisionProcessor;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import dev.oncemark.streams.processor.DecisionProcessor.Outputs;
import dev.oncemark.streams.processor.DecisionProcessor.Setup;
import dev.oncemark.streams.processor.DecisionProcessor.Stores;
import dev.oncemark.streams.processor.DecisionProcessor.Waiting;
import dev.oncemark.streams.processor.FetchAnswers;
import dev.oncemark.streams.processor.Inputs;
import dev.oncemark.streams.processor.KeepOutlines;
import dev.oncemark.streams.processor.ReadProcessor;
import dev.oncemark.streams.processor.ReadProcessor.Reader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * The graph, in two parts that meet in {@code course-outlines}: one task publishes outlines, and for each partition one
 * task decides. Deployed state hangs on every name here.
 */
public final class DecisionTopology {

    static final String CATALOG = "catalog";
    static final String ENROLLMENTS = "enrollments";
    static final String ENROLLMENTS_BY_COURSE = "enrollments-by-course";
    static final String OUTLINES = "outlines";
    static final String PARKED = "parked";
    static final String IMPORTS = "imports";
    static final String REEVALUATIONS = "reevaluations";

    private static final String DECIDE = "decide";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final String CATALOG_DEAD_LETTERS = "catalog-dead-letters";
    private static final String PUBLISH_OUTLINES = "publish-outlines";
    private static final String PUBLISHED_OUTLINES = "published-outlines";

    private static final Stores STORES =
            new Stores(ENROLLMENTS, ENROLLMENTS_BY_COURSE, OUTLINES, PARKED, IMPORTS, REEVALUATIONS);
    private static final Outputs OUTPUTS =
            new Outputs(output(COMPLETION_RESULTS), output(COURSE_COMPLETIONS), output(IMPORTED_COURSE_COMPLETIONS));

    private DecisionTopology() {}

    /** The whole topology; {@code decider} is {@code Decision::decide} but in tests that plant faults. */
    public static Topology build(Waiting waiting, Decider decider, DecisionMetrics metrics, FetchAnswers answers) {
        return build(waiting, decider, metrics, answers, StateStores.REAL);
    }

    static Topology build(
            Waiting waiting, Decider decider, DecisionMetrics metrics, FetchAnswers answers, StateStores stores) {
        Topology topology = new Topology();
        addCatalog(topology, metrics, stores);
        addDecision(topology, new Setup(STORES, OUTPUTS, waiting, decider, metrics, answers), stores);
        return topology;
    }

    private static void addCatalog(Topology topology, DecisionMetrics metrics, StateStores stores) {
        addReader(topology, LMS_COURSES, CatalogInput::read, PUBLISH_OUTLINES, CATALOG_DEAD_LETTERS, metrics);
        topology.addProcessor(
                PUBLISH_OUTLINES, () -> new CatalogProcessor(CATALOG, PUBLISHED_OUTLINES), reading(LMS_COURSES));
        topology.addStateStore(stores.inMemory(CATALOG), PUBLISH_OUTLINES);
        topology.addSink(
                PUBLISHED_OUTLINES,
                COURSE_OUTLINES.name(),
                new StringSerializer(),
                COURSE_OUTLINES.serde(),
                Partitioners.<CourseOutline>toAll(),
                PUBLISH_OUTLINES);
        addDeadLetters(topology, CATALOG_DEAD_LETTERS, reading(LMS_COURSES));
    }

    private static void addDecision(Topology topology, Setup setup, StateStores stores) {
        addReader(topology, COMPLETION_REQUESTS, Inputs::request, DECIDE, DEAD_LETTERS, setup.metrics());
        addReader(topology, LMS_ENROLLMENTS, Inputs::enrollmentOrProgress, DECIDE, DEAD_LETTERS, setup.metrics());
        // First kept, then acted upon: a source's children are called in the order in which they are added.
        topology.addReadOnlyStateStore(
                stores.outlines(OUTLINES),
                COURSE_OUTLINES.name(),
                new StringDeserializer(),
                Inputs.outlines(),
                COURSE_OUTLINES.name(),
                "keep-outlines",
                () -> new KeepOutlines(OUTLINES));
        topology.addProcessor(
                DECIDE,
                () -> new DecisionProcessor(setup),
                reading(COMPLETION_REQUESTS),
                reading(LMS_ENROLLMENTS),
                COURSE_OUTLINES.name());
        topology.connectProcessorAndStateStores(DECIDE, OUTLINES);
        topology.addStateStore(stores.onDisk(ENROLLMENTS), DECIDE);
        topology.addStateStore(stores.onDisk(ENROLLMENTS_BY_COURSE), DECIDE);
        topology.addStateStore(stores.onDisk(PARKED), DECIDE);
        topology.addStateStore(stores.onDisk(IMPORTS), DECIDE);
        topology.addStateStore(stores.cursors(REEVALUATIONS), DECIDE);
        addOutput(topology, COMPLETION_RESULTS);
        addOutput(topology, COURSE_COMPLETIONS);
        addOutput(topology, IMPORTED_COURSE_COMPLETIONS);
        addDeadLetters(topology, DEAD_LETTERS, reading(COMPLETION_REQUESTS), reading(LMS_ENROLLMENTS));
    }

    private static String reading(Topic<?> topic) {
        return "read-" + topic.name();
    }

    private static String output(Topic<?> topic) {
        return "write-" + topic.name();
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
        topology.addSink(output(topic), topic.name(), new StringSerializer(), topic.serde(), DECIDE);
    }

    private static void addDeadLetters(Topology topology, String name, String... readers) {
        topology.addSink(
                name,
                DeadLetterRoute.TOPIC,
                new ByteArraySerializer(),
                DeadLetterRoute.VALUE,
                DeadLetterRoute.PARTITION,
                readers);
    }
}
