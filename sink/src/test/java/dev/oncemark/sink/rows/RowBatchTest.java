package dev.oncemark.sink.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.schema.LessonRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowBatchTest {

    private final RowBatch rows = new RowBatch(LessonRow.TABLE);
    private final RowBuffer values = new RowBuffer(LessonRow.TABLE.columns().size());

    @Test
    void shouldOrderByTheBytesOfTheKeyColumns() {
        add("b", "1");
        add("a", "2");
        add("ä", "0");
        add("a", "10");
        add("ab", "0");
        add("", "9");

        List<Object> keys = new ArrayList<>();
        for (int row : rows.byKey()) {
            keys.add(BinaryRow.values(rows, row).subList(0, 2));
        }
        assertThat(keys)
                .containsExactly(
                        List.of("", "9"),
                        List.of("a", "10"),
                        List.of("a", "2"),
                        List.of("ab", "0"),
                        List.of("b", "1"),
                        List.of("ä", "0"));
    }

    @Test
    void shouldOrderManyRowsAsTheirKeys() {
        List<String> keys = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            // Short ones, and long ones with the same beginning.
            String key = (random.nextBoolean() ? "enrollment-" : "") + random.nextInt(500);
            keys.add(key);
            add(key, "lesson-" + i);
        }
        List<Integer> expected = IntStream.range(0, keys.size())
                .boxed()
                .sorted(Comparator.comparing(keys::get).thenComparing(row -> "lesson-" + row))
                .toList();
        assertThat(rows.byKey())
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void shouldKeepTheOrderOfRowsThatAreEqual() {
        int[] sorted = RowOrder.sorted(100, (left, right) -> Integer.compare(left % 3, right % 3));
        assertThat(sorted).startsWith(0, 3, 6).contains(1, 4, 7).endsWith(95, 98);
        assertThat(RowOrder.sorted(0, (left, right) -> 0)).isEmpty();
    }

    @Test
    void shouldGrowAndBeUsedAgain() {
        for (int round = 0; round < 2; round++) {
            rows.clear();
            for (int i = 0; i < 10_000; i++) {
                add("enrollment-" + i, "lesson");
            }
            assertThat(rows.size()).isEqualTo(10_000);
            assertThat(BinaryRow.values(rows, 9_999)).startsWith("enrollment-9999", "lesson");
        }
    }

    private void add(String enrollment, String lesson) {
        values.clear();
        values.putText(0, enrollment.toCharArray(), 0, enrollment.length());
        values.putText(1, lesson.toCharArray(), 0, lesson.length());
        rows.add(rows.size(), values);
    }
}
