package dev.oncemark.verify.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedRunsTest {

    @ParameterizedTest(name = "{0} bytes of memory")
    @ValueSource(longs = {1, 200, 10_000, 1_000_000})
    void shouldGiveBackEveryEntryInTheOrderOfItsBytes(long memory, @TempDir Path directory) {
        List<byte[]> entries = entries(2_000);
        List<byte[]> read = new ArrayList<>();

        try (SortedRuns runs = new SortedRuns(directory, memory)) {
            entries.forEach(runs::add);
            Cursor cursor = runs.sorted();
            for (byte @Nullable [] entry = cursor.take(); entry != null; entry = cursor.take()) {
                read.add(entry);
            }
        }

        entries.sort(Arrays::compareUnsigned);
        assertThat(read).usingElementComparator(Arrays::compareUnsigned).containsExactlyElementsOf(entries);
        assertThat(directory).isEmptyDirectory();
    }

    private static List<byte[]> entries(int count) {
        Random random = new Random(5);
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[random.nextInt(40)];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }
}
