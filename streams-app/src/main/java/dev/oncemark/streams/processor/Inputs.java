package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decision.Request;
import dev.oncemark.streams.processor.Input.EnrollmentRow;
import dev.oncemark.streams.processor.Input.OutlineChanged;
import dev.oncemark.streams.processor.Input.ProgressRow;
import dev.oncemark.streams.processor.Input.Requested;
import dev.oncemark.streams.reading.LmsRow;
import dev.oncemark.streams.reading.UnreadableRecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Reads the records of {@code completion-requests} and {@code lms.enrollments}. */
public final class Inputs {

    private Inputs() {}

    /** A request record; its key has to be its enrollment, or it would be decided without the enrollment's state. */
    public static Requested request(String key, byte @Nullable [] value, Headers headers, RecordMetadata metadata) {
        if (value == null) {
            throw new UnreadableRecordException("the record has no value");
        }
        CompletionRequest request = COMPLETION_REQUESTS.serde().read(metadata.topic(), value);
        requireKey(key, request.enrollmentId());
        var needed = new Request(
                request.requestId(),
                request.lessonId(),
                request.learnerId(),
                request.occurredAt().toEpochMilli());
        return new Requested(key, needed, position(metadata), trace(headers));
    }

    /** Reads the values of {@code course-outlines}, which this app alone writes. */
    public static Deserializer<OutlineChanged> outlines() {
        return (topic, value) ->
                new OutlineChanged(Topics.COURSE_OUTLINES.serde().read(topic, value));
    }

    /** A row of {@code enrollment} or {@code progress}; null for a tombstone and for a deleted row of progress. */
    public static @Nullable Input enrollmentOrProgress(
            String key, byte @Nullable [] value, Headers headers, RecordMetadata metadata) {
        if (value == null) {
            return null;
        }
        LmsRow row = LmsRow.read(metadata.topic(), value);
        return switch (row.table()) {
            case "enrollment" -> enrollment(key, row);
            // What was completed stays completed: that the LMS deletes the row later changes nothing.
            case "progress" -> row.isDeleted() ? null : progress(key, row, position(metadata), trace(headers));
            default -> throw new UnreadableRecordException("no table " + row.table() + " is known here");
        };
    }

    private static EnrollmentRow enrollment(String key, LmsRow row) {
        requireKey(key, row.id("id"));
        boolean active = !row.isDeleted() && row.text("status").equalsIgnoreCase("active");
        return new EnrollmentRow(key, row.id("learner_id"), row.id("course_id"), active, row.lsn(), row.isOfSnapshot());
    }

    private static ProgressRow progress(String key, LmsRow row, RecordPosition position, @Nullable Header trace) {
        requireKey(key, row.id("enrollment_id"));
        return new ProgressRow(
                key, row.id("lesson_id"), row.instant("completed_at").toEpochMilli(), position, trace);
    }

    private static void requireKey(String key, String enrollmentId) {
        if (!key.equals(enrollmentId)) {
            throw new UnreadableRecordException("the record's key is not its enrollment's id");
        }
    }

    private static RecordPosition position(RecordMetadata metadata) {
        return new RecordPosition(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private static @Nullable Header trace(Headers headers) {
        return headers.lastHeader(CloudEvents.TRACE_PARENT);
    }
}
