package dev.oncemark.ingest.server;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 wants it: {@code application/problem+json}. The type tells programs what is wrong, the detail
 * tells people.
 *
 * @param retryable whether the same request, sent again under the same key, can still be taken; a client that keeps what
 *     it sends drops it where not
 * @param retryAfter seconds after which to try again, 0 where that is not known
 * @param members what a program may want to know beside, by name
 */
public record Problem(
        String type,
        String title,
        int status,
        boolean retryable,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int retryAfter,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String detail,

        @JsonAnyGetter @JsonInclude(JsonInclude.Include.NON_NULL)
        Map<String, Object> members) {

    private static final String TYPES = "urn:oncemark:problem:";
    private static final int MAX_TEXT = 300;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL = 500;

    /** One that is retryable as its status says: 401, 403, 429, and 500 or above. */
    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(TYPES + type, title, status, mayPass(status), 0, printable(detail), Map.of());
    }

    /** What another token, a permission, time, or the operator can mend. */
    private static boolean mayPass(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN || status == TOO_MANY_REQUESTS || status >= INTERNAL;
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
        return new Problem(type, title, status, retryable, retryAfter, detail, more);
    }

    Problem retryAfter(int seconds) {
        return new Problem(type, title, status, retryable, seconds, detail, members);
    }

    Problem retryable(boolean whetherItIs) {
        return new Problem(type, title, status, whetherItIs, retryAfter, detail, members);
    }

    /** With the server's time, which was compared with one of the client's: the client can correct its clock by it. */
    Problem withServerTime() {
        return with("serverTime", Instant.now());
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
