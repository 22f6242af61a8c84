package dev.oncemark.streams;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing that was told, as text; what is null is left out, and the order of the rest is by their names. */
final class Line {

    private final Map<String, Object> parts = new TreeMap<>();

    Line with(String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value);
        }
        return this;
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
