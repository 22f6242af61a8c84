package dev.oncemark.streams.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.catalog.CatalogInput.LessonChanged;
import dev.oncemark.streams.catalog.CatalogInput.Origin;
import dev.oncemark.streams.catalog.CatalogInput.TransactionMark;
import dev.oncemark.streams.metrics.DecisionMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What version 0.1 left in the catalog's store is read, and says the same. */
class CatalogVersion1Test {

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("catalog"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    private final List<CourseOutline> published = new ArrayList<>();

    @BeforeEach
    void write() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        put("course\u001falgebra", "{\"present\":true,\"published\":true,\"lsn\":5}");
        put(
                "lesson\u001falgebra\u001fsets",
                "{\"ordinal\":0,\"present\":true,\"required\":true,\"position\":1.0,\"lsn\":6}");
        put(
                "lesson\u001falgebra\u001fmaps",
                "{\"ordinal\":1,\"present\":false,\"required\":true,\"position\":2.0,\"lsn\":7}");
        put(
                "outline\u001falgebra",
                "{\"courseId\":\"algebra\",\"version\":3,\"published\":true,\"lessons\":[{\"lessonId\":\"sets\","
                        + "\"required\":true,\"ordinal\":0}],\"formerLessons\":[{\"lessonId\":\"maps\",\"ordinal\":1}]}");
        put("position", "{}");
    }

    private void put(String key, String json) {
        store.put(key, json.getBytes(UTF_8));
    }

    private Catalog catalog() {
        CatalogStore catalogStore = new CatalogStore(store);
        var metrics = new DecisionMetrics(new SimpleMeterRegistry()).catalog();
        var outlines = new Outlines(
                catalogStore, new QuietTime(60_000, 0), CompletionPolicy.REOPEN, () -> 0, published::add, metrics);
        return new Catalog(catalogStore, outlines, new Scans(catalogStore, Set.of()), metrics);
    }

    @Test
    void shouldPublishNothingThatDidNotChange() {
        Catalog catalog = catalog();
        catalog.onMark(new TransactionMark("9", true));
        catalog.tick(250, 1);
        assertThat(published).isEmpty();
    }

    @Test
    void shouldTakeThePolicyWithTheNextChange() {
        Catalog catalog = catalog();
        catalog.onLesson(
                new LessonChanged(new Origin(8, "10", null, null), Home.ofLesson("algebra", "rings"), true, true, 3));
        catalog.onMark(new TransactionMark("10", true));
        assertThat(published).extracting(CourseOutline::policy).containsExactly(CompletionPolicy.REOPEN);
    }

    @Test
    void shouldGoOnWithOrdinalsAndVersions() {
        Catalog catalog = catalog();
        catalog.onLesson(
                new LessonChanged(new Origin(8, "10", null, null), Home.ofLesson("algebra", "rings"), true, true, 3));
        catalog.onMark(new TransactionMark("10", true));
        assertThat(published).singleElement().satisfies(outline -> {
            assertThat(outline.version()).isEqualTo(4);
            assertThat(outline.lessons()).containsExactly(new Lesson("sets", true, 0), new Lesson("rings", true, 2));
            assertThat(outline.formerLessons()).containsExactly(new FormerLesson("maps", 1));
            assertThat(outline.settling()).isTrue();
        });
    }

    @Test
    void shouldKeepAnOldChangeOld() {
        Catalog catalog = catalog();
        catalog.onLesson(
                new LessonChanged(new Origin(6, "7", null, null), Home.ofLesson("algebra", "maps"), true, true, 2));
        catalog.onMark(new TransactionMark("7", true));
        assertThat(published).isEmpty();
    }
}
