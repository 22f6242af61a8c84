package dev.oncemark.ingest.submit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a client waits for its verdict: {@code Prefer: wait=N} (RFC 7240). There may be several headers, and several
 * preferences in one, values quoted or not, parameters after a semicolon. Of one given twice the first counts; those
 * unknown or unreadable are ignored.
 *
 * @param time zero for one that does not wait
 * @param disconnected fails when the client hangs up before it is answered: then nobody waits any more
 */
record WaitPreference(Duration time, Future<Void> disconnected) {

    private static final WaitPreference NONE =
            new WaitPreference(Duration.ZERO, Promise.<Void>promise().future());

    private static final String HEADER = "Prefer";
    private static final int MAX_DIGITS = 9;

    /** @param byDefault of a client that does not say */
    static WaitPreference of(RoutingContext context, Duration max, Duration byDefault) {
        Duration preferred = waiting(context.request().headers().getAll(HEADER), max);
        Duration time = preferred.isZero() ? byDefault : preferred;
        if (time.isZero()) {
            return NONE;
        }
        Promise<Void> ended = Promise.promise();
        context.addEndHandler(end -> ended.complete(end.result(), end.cause()));
        return new WaitPreference(time, ended.future());
    }

    boolean isNone() {
        return time.isZero();
    }

    /** How long the client would wait, in seconds and {@code max} at most; zero where it does not say. */
    static Duration waiting(List<String> headers, Duration max) {
        for (String header : headers) {
            for (String preference : split(header, ',')) {
                String value = valueOf("wait", split(preference, ';').get(0));
                if (value != null) {
                    return seconds(value, max);
                }
            }
        }
        return Duration.ZERO;
    }

    private static Duration seconds(String value, Duration max) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ZERO;
        }
        Duration asked = value.length() > MAX_DIGITS ? max : Duration.ofSeconds(Integer.parseInt(value));
        return asked.compareTo(max) > 0 ? max : asked;
    }

    private static @Nullable String valueOf(String name, String preference) {
        int equals = preference.indexOf('=');
        String found = equals < 0 ? preference : preference.substring(0, equals);
        if (!found.strip().toLowerCase(Locale.ROOT).equals(name)) {
            return null;
        }
        return equals < 0 ? "" : unquoted(preference.substring(equals + 1).strip());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The parts of {@code text} between separators that are not within quotes; at least one. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>(2);
        boolean quoted = false;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quoted) {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
