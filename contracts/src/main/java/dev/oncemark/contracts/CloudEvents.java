package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.CompletionResult.Status;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of every record: CloudEvents 1.0 in the binary mode of its Kafka protocol binding, and W3C trace context
 * where there is one. Ids come from {@link Ids}, so a record written again has the same {@code ce_id}.
 */
public final class CloudEvents {

    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACE_PARENT = "traceparent";

    private static final Header SPEC_VERSION_1 = new RecordHeader(SPEC_VERSION, ascii("1.0"));
    private static final Header JSON = new RecordHeader(CONTENT_TYPE, ascii("application/json"));

    private CloudEvents() {}

    /** The type of an event: {@code dev.oncemark.learning.<subject>.<past-tense verb>.v1}. */
    public enum Type {
        COMPLETION_REQUESTED("lesson.completion_requested"),
        LESSON_COMPLETED("lesson.completed"),
        COMPLETION_REJECTED("lesson.completion_rejected"),
        COMPLETION_REPLAYED("lesson.completion_replayed"),
        COURSE_COMPLETED("course.completed"),
        OUTLINE_CHANGED("course.outline_changed");

        private final String text;

        @SuppressWarnings("ImmutableEnumChecker") // a RecordHeader is not changed once it is built
        private final Header header;

        Type(String subjectAndVerb) {
            this.text = "dev.oncemark.learning." + subjectAndVerb + ".v1";
            this.header = new RecordHeader(TYPE, ascii(text));
        }

        /** The type of the event that a result with this status is. */
        public static Type of(Status status) {
            return switch (status) {
                case ACCEPTED -> LESSON_COMPLETED;
                case REJECTED -> COMPLETION_REJECTED;
                case REPLAYED -> COMPLETION_REPLAYED;
            };
        }

        /** As in the header {@code ce_type}. */
        public String text() {
            return text;
        }
    }

    /** An app as the source of events. */
    public record Source(Header header) {
        /** {@code app} is a URI reference such as {@code /oncemark/streams-app}. */
        public static Source of(String app) {
            return new Source(new RecordHeader(SOURCE, ascii(app)));
        }
    }

    /** The headers of one event. */
    public static Headers headers(UUID id, Source source, Type type, Instant time, @Nullable Header traceParent) {
        Header[] headers = {
            SPEC_VERSION_1,
            new RecordHeader(ID, ascii(id.toString())),
            source.header(),
            type.header,
            new RecordHeader(TIME, ascii(InstantText.format(time))),
            JSON
        };
        RecordHeaders all = new RecordHeaders(headers);
        return traceParent == null ? all : all.add(traceParent);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
