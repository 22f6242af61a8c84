package dev.oncemark.ingest.server;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 wants it: {@code application/problem+json}. The type tells programs what is wrong, the detail
 * tells people.
 *
 * @param members what a program may want to know beside, by name
 * @param retryAfter seconds after which to try again, 0 where that would not help
 */
public record Problem(
        String type,
        String title,
        int status,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String detail,

        @JsonAnyGetter @JsonInclude(JsonInclude.Include.NON_NULL)
        Map<String, Object> members,

        @JsonIgnore int retryAfter) {

    private static final String TYPES = "urn:oncemark:problem:";
    private static final int MAX_TEXT = 300;

    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(TYPES + type, title, status, printable(detail), Map.of(), 0);
    }

    /** A text that came from outside, short and without anything that JSON or a terminal could stumble over. */
    static String printable(String text) {
        String start = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
        boolean clean = start.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        return clean
                ? start
                : start.codePoints()
                        .map(c ->
                                Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    Problem with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(type, title, status, detail, more, retryAfter);
    }

    Problem retryAfter(int seconds) {
        return new Problem(type, title, status, detail, members, seconds);
    }

    /** To leave the reading of a request with. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** Ends the reading of a request that cannot be taken. Not an error of ours, so without a stack trace. */
    public static final class ProblemException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // never serialized
        private final Problem problem;

        private ProblemException(Problem problem) {
            super(problem.detail, null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
