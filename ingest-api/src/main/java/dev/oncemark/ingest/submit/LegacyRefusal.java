package dev.oncemark.ingest.submit;

import java.util.List;
import java.util.Map;

/**
 * What the old endpoint said to a request that it could not take, in the words of Django REST Framework.
 *
 * @param body {@code detail} with a text, or fields with the texts on each
 */
record LegacyRefusal(int status, Map<String, ?> body) {

    static final String REQUIRED = "This field is required.";
    static final String NULL = "This field may not be null.";

    private static final int MAX_ECHO = 300;

    static LegacyRefusal detail(int status, String detail) {
        return new LegacyRefusal(status, Map.of("detail", detail));
    }

    static LegacyRefusal field(String name, String text) {
        return new LegacyRefusal(400, Map.of(name, List.of(text)));
    }

    /** Of an id that there is not. */
    static String unknown(String id) {
        String echoed = id.length() <= MAX_ECHO ? id : id.substring(0, MAX_ECHO) + "…";
        return "Invalid pk \"" + echoed + "\" - object does not exist.";
    }

    /** @param type as Python names it */
    static String incorrectType(String type) {
        return "Incorrect type. Expected pk value, received " + type + ".";
    }

    /** To leave the reading of a request with. */
    RefusedException exception() {
        return new RefusedException(this);
    }

    /** Ends the reading of a request. Not an error of ours, so without a stack trace. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // never serialized
        private final LegacyRefusal refusal;

        private RefusedException(LegacyRefusal refusal) {
            super(null, null, false, false);
            this.refusal = refusal;
        }

        LegacyRefusal refusal() {
            return refusal;
        }
    }
}
