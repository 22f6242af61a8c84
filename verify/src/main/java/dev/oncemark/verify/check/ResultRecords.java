package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Ids;
import dev.oncemark.verify.history.StoredRecord;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Result records, read as the contract says. */
final class ResultRecords {

    /** As a rejection is counted of which a newer version knows the reason. */
    static final String UNRECOGNIZED = Status.REJECTED + " " + Reason.UNRECOGNIZED;

    private ResultRecords() {}

    /** The result, or null if it cannot be read, which is then reported. */
    static @Nullable CompletionResult read(Partition partition, StoredRecord stored) {
        String at = partition.log(COMPLETION_RESULTS).at(stored.offset());
        CompletionResult result = parsed(stored);
        if (result == null || !result.enrollmentId().equals(Requests.text(stored.key()))) {
            partition.report(Violation.RESULT_UNREADABLE, at);
            return null;
        }
        String id = stored.headers().get(CloudEvents.ID);
        boolean rightId = eventId(result).toString().equals(id) || hasLaterId(stored, result);
        // The type of a newer version's verdict cannot be known here.
        boolean rightType = result.reason() == Reason.UNRECOGNIZED
                || CloudEvents.Type.of(result).text().equals(stored.headers().get(CloudEvents.TYPE));
        if (!rightId || !rightType) {
            partition.report(Violation.EVENT_ID_WRONG, at + " has " + stored.headers());
        }
        return result;
    }

    private static @Nullable CompletionResult parsed(StoredRecord stored) {
        try {
            byte[] value = stored.value();
            return value == null ? null : COMPLETION_RESULTS.serde().read(COMPLETION_RESULTS.name(), value);
        } catch (SerializationException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static UUID eventId(CompletionResult result) {
        return result.status() == Status.ACCEPTED
                ? Ids.eventIdOfAcceptance(result.enrollmentId(), result.lesson())
                : Ids.eventIdOfVerdict(result.position());
    }

    /** Whether the record has the event id of an acceptance that is not the lesson's first. */
    static boolean hasLaterId(StoredRecord stored, CompletionResult result) {
        String id = stored.headers().get(CloudEvents.ID);
        return result.status() == Status.ACCEPTED
                && !eventId(result).toString().equals(id)
                && Ids.eventIdOfLaterAcceptance(
                                result.enrollmentId(), result.lesson(), Objects.requireNonNull(result.sequence()))
                        .toString()
                        .equals(id);
    }

    /** As it is counted: {@code ACCEPTED}, {@code REJECTED ALREADY_COMPLETED} and so on. */
    static String verdict(CompletionResult result) {
        return result.reason() == null ? result.status().name() : result.status() + " " + result.reason();
    }

    static String source(CompletionResult result) {
        return "%s-%d@%d".formatted(result.inTopic(), result.inPartition(), result.inOffset());
    }
}
