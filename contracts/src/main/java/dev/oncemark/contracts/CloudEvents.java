package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
        REVOCATION_REQUESTED("lesson.revocation_requested"),
        WAIVER_REQUESTED("lesson.waiver_requested"),
        RESET_REQUESTED("enrollment.reset_requested"),
        LESSON_COMPLETED("lesson.completed"),
        COMPLETION_REJECTED("lesson.completion_rejected"),
        COMPLETION_REPLAYED("lesson.completion_replayed"),
        LESSON_WAIVED("lesson.waived"),
        COMPLETION_REVOKED("lesson.completion_revoked"),
        PROGRESS_RESET("enrollment.progress_reset"),
        COURSE_COMPLETED("course.completed"),
        COURSE_COMPLETION_REVOKED("course.completion_revoked"),
        COURSE_ATTEMPT_STARTED("course.attempt_started"),
        COURSE_COMPLETION_REOPENED("course.completion_reopened"),
        COURSE_COMPLETION_RESTORED("course.completion_restored"),
        COURSE_CONTENT_CHANGED("course.content_changed"),
        OUTLINE_CHANGED("course.outline_changed");

        private final String text;

        @SuppressWarnings("ImmutableEnumChecker") // a RecordHeader is not changed once it is built
        private final Header header;

        Type(String subjectAndVerb) {
            this.text = "dev.oncemark.learning." + subjectAndVerb + ".v1";
            this.header = new RecordHeader(TYPE, ascii(text));
        }

        /** The type of the event that a request is. */
        public static Type of(CompletionRequest request) {
            Command command = request.command();
            return command == null ? COMPLETION_REQUESTED : command.match(new RequestType());
        }

        /** The type of the event that a result is. */
        public static Type of(CompletionResult result) {
            return switch (result.status()) {
                case ACCEPTED -> result.waiver() == null ? LESSON_COMPLETED : LESSON_WAIVED;
                case REJECTED -> COMPLETION_REJECTED;
                case REPLAYED -> COMPLETION_REPLAYED;
                case REVOKED -> COMPLETION_REVOKED;
                case RESET -> PROGRESS_RESET;
            };
        }

        /**
         * The type of the event that a change of a course completion is.
         *
         * @throws IllegalArgumentException if it is {@link CourseChange.Change#UNRECOGNIZED}
         */
        public static Type of(CourseChange change) {
            return switch (change.change()) {
                case REVOKED -> COURSE_COMPLETION_REVOKED;
                case ATTEMPT_STARTED -> COURSE_ATTEMPT_STARTED;
                case REOPENED -> COURSE_COMPLETION_REOPENED;
                case RESTORED -> COURSE_COMPLETION_RESTORED;
                case CONTENT_CHANGED -> COURSE_CONTENT_CHANGED;
                case UNRECOGNIZED -> throw new IllegalArgumentException("this version knows no type of such a change");
            };
        }

        /** As in the header {@code ce_type}. */
        public String text() {
            return text;
        }
    }

    /** The type of the request that a command is in. */
    private record RequestType() implements Command.Cases<Type> {
        @Override
        public Type revoke(Command.Revoke command) {
            return Type.REVOCATION_REQUESTED;
        }

        @Override
        public Type waive(Command.Waive command) {
            return Type.WAIVER_REQUESTED;
        }

        @Override
        public Type reset(Command.Reset command) {
            return Type.RESET_REQUESTED;
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
