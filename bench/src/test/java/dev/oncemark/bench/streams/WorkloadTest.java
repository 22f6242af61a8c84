package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.streams.Workload.Item;
import dev.oncemark.bench.streams.Workload.Repeated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private final Workload workload = new Workload(1_000, 0.1);

    private static List<Item> items(Workload workload) {
        List<Item> items = new ArrayList<>();
        workload.order().forEachRemaining(items::add);
        return items;
    }

    @Test
    void shouldRepeatTheGivenShareAndNeverBeforeTheFirst() {
        Set<Integer> seen = new HashSet<>();
        for (Item item : items(workload)) {
            assertThat(seen.add(item.number())).isEqualTo(item.isFirst());
        }
        assertThat(items(workload)).hasSize(1_000);
        assertThat(seen).hasSize(900).hasSize(workload.distinct());
    }

    @Test
    void shouldRepeatTheFirstOnesMostByZipfsLaw() {
        Workload zipf = new Workload(100_000, 0.5, Repeated.ZIPF);
        long[] times = new long[zipf.distinct()];
        items(zipf).stream().filter(item -> !item.isFirst()).forEach(item -> times[item.number()]++);

        assertThat(items(zipf).stream().filter(Item::isFirst)).hasSize(zipf.distinct());
        // The k-th as often as 1/k: among n about 1 in ln(n) is the first, half as many the second.
        assertThat(times[0]).isBetween(3_000L, 7_000L);
        assertThat((double) times[0] / times[1]).isBetween(1.5, 2.0);
        assertThat((double) times[0] / times[9]).isBetween(6.0, 12.0);
    }

    @Test
    void shouldBeTheSameForEverybody() {
        assertThat(items(workload)).isEqualTo(items(new Workload(1_000, 0.1)));
    }

    @Test
    void shouldTellACompletionByItsEnrollmentAndLesson() {
        Set<String> lessons = new HashSet<>();
        for (int number = 0; number < workload.distinct(); number++) {
            Item item = new Item(number, 0, true);
            assertThat(workload.number(workload.enrollment(item), workload.lesson(item)))
                    .isEqualTo(number);
            lessons.add(workload.enrollment(item) + " " + workload.lesson(item));
        }
        assertThat(lessons).hasSize(workload.distinct());
    }
}
