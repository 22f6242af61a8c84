package dev.oncemark.ingest.server;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.StatedTime;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads single values of a request. What cannot be used is refused by its field's name. */
public final class Fields {

    private static final int UUID_LENGTH = 36;

    private Fields() {}

    /**
     * The parameters of the request's query, each at most once. One that is misspelt is refused: it would count as absent.
     *
     * @throws Problem.ProblemException if there is another than the known ones, or the query cannot be decoded
     */
    public static Map<String, String> parameters(RoutingContext context, Set<String> known) {
        Map<String, String> parameters = new HashMap<>();
        for (Map.Entry<String, String> parameter : decoded(context)) {
            if (!known.contains(parameter.getKey())) {
                throw Problems.field(parameter.getKey(), "is not a parameter here")
                        .exception();
            }
            if (parameters.put(parameter.getKey(), parameter.getValue()) != null) {
                throw Problems.field(parameter.getKey(), "is there twice").exception();
            }
        }
        return parameters;
    }

    /**
     * The parameter's first value, whatever others there are; null where there is none.
     *
     * @throws Problem.ProblemException if the query cannot be decoded
     */
    public static @Nullable String parameter(RoutingContext context, String name) {
        return decoded(context).get(name);
    }

    private static MultiMap decoded(RoutingContext context) {
        try {
            return context.queryParams();
        } catch (HttpException unreadable) {
            throw Problems.unreadableRequest(400).exception();
        }
    }

    /** A whole number from {@code min} to {@code max}. */
    public static long number(String field, String value, long min, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException tooLarge) {
            // As any other number that is none.
        }
        throw Problems.field(field, "has to be a whole number from " + min + " to " + max)
                .exception();
    }

    public static String id(String field, @Nullable String value) {
        String problem = Ids.problem(value);
        if (value == null || problem != null) {
            throw Problems.field(field, String.valueOf(problem)).exception();
        }
        return value;
    }

    /** As {@link StatedTime} reads it. */
    public static Instant time(String field, String value) {
        try {
            return StatedTime.parse(value);
        } catch (DateTimeException unreadable) {
            throw Problems.field(field, String.valueOf(unreadable.getMessage())).exception();
        }
    }

    /** A number of an attempt, counted from 1. */
    public static int attempt(String field, String value) {
        return (int) number(field, value, 1, Integer.MAX_VALUE);
    }

    /** Why a command is given: a code. */
    public static String reason(String field, @Nullable String value) {
        if (value == null) {
            throw Problems.field(field, "is missing").exception();
        }
        if (!Command.REASON.matcher(value).matches()) {
            throw Problems.field(
                            field,
                            "has to be a code such as MARKED_BY_MISTAKE: a capital letter, then capital letters,"
                                    + " digits and _, 64 characters at most")
                    .exception();
        }
        return value;
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
