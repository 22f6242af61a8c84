package dev.oncemark.contracts;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Instants as RFC 3339 text, as {@link Instant#toString} has them. The last one is remembered: a record tells the same
 * instant up to three times, a batch of them hundreds of times, and each text costs some 200 ns.
 */
final class InstantText {

    private static volatile Written last = new Written(Instant.EPOCH, Instant.EPOCH.toString());

    private record Written(Instant instant, String text) {}

    private InstantText() {}

    static String of(Instant instant) {
        Written known = last;
        if (known.instant().equals(instant)) {
            return known.text();
        }
        String text = instant.toString();
        last = new Written(instant, text);
        return text;
    }

    /** Writes them into JSON. */
    static final class JsonSerializer extends StdSerializer<Instant> {

        JsonSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(of(instant));
        }
    }
}
