package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.processor.Input.EnrollmentRow;
import dev.oncemark.streams.processor.Input.LeftOut;
import dev.oncemark.streams.processor.Input.OutlineChanged;
import dev.oncemark.streams.processor.Input.ProgressGone;
import dev.oncemark.streams.processor.Input.ProgressRow;
import dev.oncemark.streams.processor.Input.Requested;
import dev.oncemark.streams.processor.Input.UnreadableRow;
import dev.oncemark.streams.reading.LmsRow;
import dev.oncemark.streams.reading.UnreadableRecordException;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Reads the records of {@code completion-requests} and {@code lms.enrollments}. */
public final class Inputs {

    /** What the clocks of the platform's apps and of its database may differ by, in milliseconds. */
    private static final long CLOCKS = 300_000;

    private Inputs() {}

    /** A request record; its key has to be its enrollment, or it would be decided without the enrollment's state. */
    public static Requested request(String key, byte @Nullable [] value, Headers headers, RecordMetadata metadata) {
        if (value == null) {
            throw new UnreadableRecordException("the record has no value");
        }
        CompletionRequest request = COMPLETION_REQUESTS.serde().read(metadata.topic(), value);
        requireKey(key, request.enrollmentId());
        Instant stated = request.statedAt();
        Long statedAt = stated == null ? null : stated.toEpochMilli();
        return new Requested(key, needed(request), position(metadata), statedAt, trace(headers));
    }

    private static Request needed(CompletionRequest request) {
        long occurredAt = request.occurredAt().toEpochMilli();
        long receivedAt = request.receivedAt().toEpochMilli();
        Command command = request.command();
        if (command != null) {
            return new Request.Commanded(
                    request.requestId(), request.learnerId(), occurredAt, receivedAt, command, request.actorId());
        }
        return new Request.Completion(
                request.requestId(),
                request.lesson(),
                request.learnerId(),
                occurredAt,
                receivedAt,
                Objects.requireNonNullElse(request.attempt(), 0),
                Boolean.TRUE.equals(request.keyed()));
    }

    /** Reads the values of {@code course-outlines}, which this app alone writes. */
    public static Deserializer<OutlineChanged> outlines() {
        return (topic, value) ->
                new OutlineChanged(Topics.COURSE_OUTLINES.serde().read(topic, value));
    }

    /** A row of {@code enrollment} or {@code progress}; null for a tombstone. */
    public static @Nullable Input enrollmentOrProgress(
            String key, byte @Nullable [] value, Headers headers, RecordMetadata metadata) {
        if (value == null) {
            return null;
        }
        LmsRow row = LmsRow.read(metadata.topic(), value);
        return switch (row.table()) {
            case "enrollment" -> enrollment(key, row, position(metadata));
            case "progress" -> progress(key, row, position(metadata), trace(headers));
            default -> throw new UnreadableRecordException("no table " + row.table() + " is known here");
        };
    }

    /**
     * A row whose learner, course or status is NULL does not count yet, as an invitation that nobody accepted. Where it alone
     * cannot be read since when the enrollment ended, the rest of the row counts: nobody need lose anything by it.
     */
    private static Input enrollment(String key, LmsRow row, RecordPosition position) {
        requireNamed(row, key, "id");
        try {
            requireReadable(row);
            String learner = idOrNull(row, "learner_id");
            String course = idOrNull(row, "course_id");
            boolean active = !row.isDeleted()
                    && learner != null
                    && course != null
                    && "active".equalsIgnoreCase(row.optionalText("status"));
            String leftOut = row.leftOut();
            Long endedAt = null;
            try {
                endedAt = endedAt(row);
            } catch (SerializationException unreadable) {
                leftOut = unreadable.getMessage();
            }
            var read = new EnrollmentRow(key, learner, course, active, endedAt, row.lsn(), row.isOfSnapshot());
            return leftOut == null ? read : new LeftOut(read, leftOut);
        } catch (UnreadableRecordException | IllegalArgumentException unreadable) {
            return new UnreadableRow(key, RowIdentity.ENROLLMENT, position, String.valueOf(unreadable.getMessage()));
        }
    }

    /**
     * Since when the enrollment is over. An end that was still to come when the row was written is a plan, which says nothing
     * of when it ended, but for what clocks may differ by; so does one of which it is not said when it was written.
     */
    private static @Nullable Long endedAt(LmsRow row) {
        long written = row.writtenBefore();
        if (row.isNull("ended_at")) {
            return null;
        }
        long endedAt = row.millis("ended_at");
        boolean isPlan = written == Long.MAX_VALUE || endedAt - written > CLOCKS;
        return isPlan ? null : Math.min(endedAt, written);
    }

    /**
     * What was completed stays completed: that the LMS deletes the row later, or empties its time, changes nothing. A row
     * without a lesson or a time says that the lesson was opened, not that it was completed.
     */
    private static Input progress(String key, LmsRow row, RecordPosition position, @Nullable Header trace) {
        var identity = new RowIdentity(row.identity(), row.optionalText("lesson_id"));
        if (row.isDeleted()) {
            return new ProgressGone(key, identity);
        }
        requireNamed(row, key, "enrollment_id");
        try {
            requireReadable(row);
            if (row.isNull("lesson_id") || row.isNull("completed_at")) {
                return new ProgressGone(key, identity);
            }
            long completedAt = Math.min(row.millis("completed_at"), row.writtenBefore());
            return new ProgressRow(key, row.id("lesson_id"), completedAt, row.identity(), position, trace);
        } catch (UnreadableRecordException | SerializationException | IllegalArgumentException unreadable) {
            return new UnreadableRow(key, identity, position, String.valueOf(unreadable.getMessage()));
        }
    }

    /** A row of which nobody can say whose enrollment it is holds nothing: it is among the dead letters alone. */
    private static void requireNamed(LmsRow row, String key, String column) {
        if (row.isNull(column)) {
            requireReadable(row);
        }
        requireKey(key, row.id(column));
    }

    private static void requireReadable(LmsRow row) {
        String unreadable = row.unreadable();
        if (unreadable != null) {
            throw new UnreadableRecordException(unreadable);
        }
    }

    private static @Nullable String idOrNull(LmsRow row, String column) {
        return row.isNull(column) ? null : row.id(column);
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
