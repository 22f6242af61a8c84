package dev.oncemark.ingest.server;

import dev.oncemark.contracts.Ids;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values of a request. What cannot be used is refused by its field's name. */
public final class Fields {

    /** RFC 3339, with nanoseconds at the finest. */
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private static final int UUID_LENGTH = 36;

    private Fields() {}

    public static String id(String field, @Nullable String value) {
        String problem = Ids.problem(value);
        if (value == null || problem != null) {
            throw Problems.field(field, String.valueOf(problem)).exception();
        }
        return value;
    }

    public static Instant time(String field, String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (!TIME.matcher(upper).matches()) {
            throw noTime(field);
        }
        try {
            return OffsetDateTime.parse(upper).toInstant();
        } catch (DateTimeException impossible) {
            throw noTime(field);
        }
    }

    private static Problem.ProblemException noTime(String field) {
        return Problems.field(field, "has to be a time as RFC 3339 has it, such as 2026-01-31T12:00:00.000Z")
                .exception();
    }

    public static UUID requestId(String field, @Nullable String value) {
        try {
            if (value != null && value.length() == UUID_LENGTH) {
                return UUID.fromString(value);
            }
        } catch (IllegalArgumentException unreadable) {
            // As any other text that is none.
        }
        throw Problems.field(field, "has to be a UUID").exception();
    }
}
