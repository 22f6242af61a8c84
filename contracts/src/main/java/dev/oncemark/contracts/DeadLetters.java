package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers that a record gets on its way to its dead-letter topic, beside those it had. Key and value stay the bytes
 * that came.
 */
public final class DeadLetters {

    /** The class of the error. */
    public static final String ERROR = "oncemark_error";
    /** What was wrong, in words. */
    public static final String MESSAGE = "oncemark_error_message";
    /** The app that could not process the record. */
    public static final String APP = "oncemark_error_app";
    /** Where the record came from, as text. */
    public static final String TOPIC = "oncemark_in_topic";

    public static final String PARTITION = "oncemark_in_partition";
    public static final String OFFSET = "oncemark_in_offset";

    private static final int MAX_MESSAGE = 1_000;

    private DeadLetters() {}

    /** {@code original} and, after them, where the record came from and why {@code app} could not process it. */
    public static Headers headers(Headers original, String app, Throwable error, RecordPosition position) {
        Headers headers = new RecordHeaders(original);
        add(headers, APP, app);
        add(headers, ERROR, error.getClass().getName());
        add(headers, MESSAGE, shortened(String.valueOf(error.getMessage())));
        add(headers, TOPIC, position.topic());
        add(headers, PARTITION, Integer.toString(position.partition()));
        add(headers, OFFSET, Long.toString(position.offset()));
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    private static String shortened(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }
}
