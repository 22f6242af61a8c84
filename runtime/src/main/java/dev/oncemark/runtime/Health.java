package dev.oncemark.runtime;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.oncemark.contracts.JsonSerde;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an app says of itself, as JSON: {@code {"status":"UP"}}, or {@code DOWN}, and what that follows from.
 *
 * @param details what it follows from, by name and in this order; each may be a {@code Health} of its own
 */
public record Health(boolean isUp, Map<String, Object> details) {

    public Health {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public static Health up() {
        return new Health(true, Map.of());
    }

    /** @param name what the reason is called in the JSON */
    public static Health down(String name, Object reason) {
        return new Health(false, Map.of(name, reason));
    }

    /** Up if all of its parts are. */
    public static Health of(Map<String, Health> parts) {
        return new Health(parts.values().stream().allMatch(Health::isUp), new LinkedHashMap<>(parts));
    }

    /** What the JSON has. */
    @JsonValue
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", isUp ? "UP" : "DOWN");
        fields.putAll(details);
        return fields;
    }

    public String json() {
        return JsonSerde.MAPPER.writeValueAsString(this);
    }
}
