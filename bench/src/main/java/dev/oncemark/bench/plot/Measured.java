package dev.oncemark.bench.plot;

import dev.oncemark.contracts.JsonSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a suite's file says.
 *
 * @param values by contestant and quantity, one a round
 */
record Measured(String suite, Map<String, Map<String, List<Double>>> values) {

    static Measured read(Path file) throws IOException {
        return JsonSerde.MAPPER.readValue(Files.readAllBytes(file), Measured.class);
    }

    List<String> contestants() {
        return List.copyOf(values.keySet());
    }

    List<String> quantities() {
        return values.values().stream()
                .flatMap(one -> one.keySet().stream())
                .distinct()
                .toList();
    }

    @Nullable
    Spread spread(String contestant, String quantity) {
        List<Double> found = values.getOrDefault(contestant, Map.of()).get(quantity);
        return found == null || found.isEmpty() ? null : Spread.of(found);
    }

    /** Of every contestant that has the quantity. */
    Map<String, Spread> spreads(String quantity) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        for (String contestant : values.keySet()) {
            Spread spread = spread(contestant, quantity);
            if (spread != null) {
                spreads.put(contestant, spread);
            }
        }
        return spreads;
    }

    /** The quantity of all contestants, in their order. */
    List<@Nullable Spread> along(String quantity) {
        List<@Nullable Spread> spreads = new ArrayList<>();
        values.keySet().forEach(contestant -> spreads.add(spread(contestant, quantity)));
        return spreads;
    }
}
