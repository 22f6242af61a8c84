package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.streams.Input.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputTest {

    private final Input input = new Input(1_000, 0.1, 1);

    private static List<Item> items(Input input) {
        List<Item> items = new ArrayList<>();
        input.order().forEachRemaining(items::add);
        return items;
    }

    @Test
    void shouldRepeatTheGivenShareAndNeverBeforeTheFirst() {
        Set<Integer> seen = new HashSet<>();
        for (Item item : items(input)) {
            assertThat(seen.add(item.number())).isEqualTo(item.isFirst());
        }
        assertThat(items(input)).hasSize(1_000);
        assertThat(seen).hasSize(900).hasSize(input.distinct());
    }

    @Test
    void shouldBeTheSameForEverybody() {
        assertThat(items(input)).isEqualTo(items(new Input(1_000, 0.1, 1)));
    }

    @Test
    void shouldTellACompletionByItsEnrollmentAndLesson() {
        Set<String> lessons = new HashSet<>();
        for (int number = 0; number < input.distinct(); number++) {
            Item item = new Item(number, 0, true);
            assertThat(input.number(input.enrollment(item), input.lesson(item))).isEqualTo(number);
            lessons.add(input.enrollment(item) + " " + input.lesson(item));
        }
        assertThat(lessons).hasSize(input.distinct());
    }
}
