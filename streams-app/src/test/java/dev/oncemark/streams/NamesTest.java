package dev.oncemark.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.runtime.HttpAddress;
import dev.oncemark.runtime.KafkaClients;
import dev.oncemark.runtime.Settings;
import dev.oncemark.streams.catalog.CatalogRules;
import dev.oncemark.streams.decision.Decisions;
import dev.oncemark.streams.metrics.DecisionMetrics;
import dev.oncemark.streams.processor.FetchCounter;
import dev.oncemark.streams.processor.ParkingLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.junit.jupiter.api.Test;

/** What must not change by accident: deployed state hangs on names, operators on defaults, tests on purity. */
class NamesTest {

    private static TopologyDescription describe() {
        var metrics = new DecisionMetrics(new SimpleMeterRegistry());
        return DecisionTopology.build(
                        new CatalogRules(Duration.ZERO, CompletionPolicy.STICKY, Set.of()),
                        new ParkingLimits(Duration.ofSeconds(1), 1),
                        Decisions.BY_DEFAULT::decide,
                        metrics,
                        FetchCounter.always())
                .describe();
    }

    @Test
    void shouldKeepTheNamesOfStoresAndNodes() {
        Set<String> stores = new TreeSet<>();
        Set<String> nodes = new TreeSet<>();
        for (var part : describe().subtopologies()) {
            for (var node : part.nodes()) {
                nodes.add(node.name());
                if (node instanceof Processor processor) {
                    stores.addAll(processor.stores());
                }
            }
        }
        assertThat(stores)
                .containsExactly(
                        "catalog",
                        "enrollments",
                        "enrollments-by-course",
                        "imports",
                        "outlines",
                        "parked",
                        "reevaluations");
        assertThat(nodes)
                .containsExactlyInAnyOrder(
                        "lms.courses",
                        "read-lms.courses",
                        "publish-outlines",
                        "published-outlines",
                        "catalog-dead-letters",
                        "completion-requests",
                        "read-completion-requests",
                        "lms.enrollments",
                        "read-lms.enrollments",
                        "course-outlines",
                        "keep-outlines",
                        "decide",
                        "write-completion-results",
                        "write-course-completions",
                        "write-course-completions.imported",
                        "write-course-changes",
                        "dead-letters");
    }

    @Test
    void shouldHaveTwoParts() {
        assertThat(describe().subtopologies()).hasSize(2);
    }

    @Test
    void shouldHaveTheseDefaults() {
        StreamsSettings settings = StreamsSettings.of(Settings.load(StreamsMain.class, Map.of()));
        assertThat(settings)
                .isEqualTo(new StreamsSettings(
                        new HttpAddress("127.0.0.1", 8081),
                        new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:9092")),
                        new StreamsSettings.Instance("oncemark-streams", "streams-app-1", ".oncemark/streams-app"),
                        new StreamsSettings.Tasks(2, 0, -1),
                        new StreamsSettings.Intervals(
                                Duration.ofMillis(20), Duration.ofSeconds(10), Duration.ofSeconds(10)),
                        new ParkingLimits(Duration.ofSeconds(10), 10_000),
                        new CatalogRules(Duration.ofSeconds(60), CompletionPolicy.STICKY, Set.of()),
                        Decisions.BY_DEFAULT,
                        new StreamsSettings.RocksDb(64, 32)));
    }

    @Test
    void shouldKeepTheDecisionPure() {
        var app = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.oncemark.streams");
        classes()
                .that()
                .resideInAnyPackage("dev.oncemark.streams.decision", "dev.oncemark.streams.enrollment")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.nio.charset",
                        "org.jspecify.annotations",
                        "dev.oncemark.contracts",
                        "dev.oncemark.streams.decision",
                        "dev.oncemark.streams.enrollment")
                .check(app);
    }
}
