package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COURSE_CHANGES;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topic;
import dev.oncemark.verify.check.Told.Changed;
import dev.oncemark.verify.check.Told.Completed;
import dev.oncemark.verify.history.StoredRecord;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records about courses, read as the contract says, and handed on to their enrollments. */
final class CourseRecords {

    private CourseRecords() {}

    /** Course completions, of whichever of the two topics. */
    static void completions(Partition partition, Topic<CourseCompletion> topic) {
        partition.history().read(partition.log(topic), stored -> {
            CourseCompletion completion = read(partition, topic, stored, CourseCompletion::enrollmentId);
            if (completion != null) {
                UUID id = Ids.eventIdOfCourseCompletion(completion.enrollmentId(), completion.number());
                boolean isOfAnother = !id.toString().equals(stored.headers().get(CloudEvents.ID));
                boolean isOfFirst = Ids.eventIdOfCourseCompletion(completion.enrollmentId())
                        .toString()
                        .equals(stored.headers().get(CloudEvents.ID));
                if (isOfAnother) {
                    report(partition, topic, stored, isOfFirst ? Violation.EVENT_ID_TWICE : Violation.EVENT_ID_WRONG);
                }
                partition.entries().add(Entries.completion(new Completed(topic.name(), stored.offset(), completion)));
            }
        });
    }

    /** What became of completions. */
    static void changes(Partition partition) {
        partition.history().read(partition.log(COURSE_CHANGES), stored -> {
            CourseChange change = read(partition, COURSE_CHANGES, stored, CourseChange::enrollmentId);
            if (change == null) {
                return;
            }
            // The id and the type of a newer version's change cannot be known here.
            boolean isKnown = change.change() != Change.UNRECOGNIZED;
            if (isKnown && !(hasItsId(stored, change) && hasItsType(stored, change))) {
                report(partition, COURSE_CHANGES, stored, Violation.EVENT_ID_WRONG);
            }
            partition.entries().add(Entries.change(new Changed(stored.offset(), change)));
        });
    }

    private static boolean hasItsId(StoredRecord stored, CourseChange change) {
        return Ids.eventIdOfCourseChange(change)
                .toString()
                .equals(stored.headers().get(CloudEvents.ID));
    }

    private static boolean hasItsType(StoredRecord stored, CourseChange change) {
        return CloudEvents.Type.of(change).text().equals(stored.headers().get(CloudEvents.TYPE));
    }

    private static void report(Partition partition, Topic<?> topic, StoredRecord stored, Violation violation) {
        partition.report(violation, partition.log(topic).at(stored.offset()) + " has " + stored.headers());
    }

    /** The value, or null if it cannot be read or has another key, which is then reported. */
    private static <V> @Nullable V read(
            Partition partition, Topic<V> topic, StoredRecord stored, Function<V, String> enrollment) {
        V value = parsed(topic, stored);
        if (value != null && enrollment.apply(value).equals(Requests.text(stored.key()))) {
            return value;
        }
        partition.report(Violation.RESULT_UNREADABLE, partition.log(topic).at(stored.offset()));
        return null;
    }

    private static <V> @Nullable V parsed(Topic<V> topic, StoredRecord stored) {
        try {
            byte[] value = stored.value();
            return value == null ? null : topic.serde().read(topic.name(), value);
        } catch (SerializationException | IllegalArgumentException unreadable) {
            return null;
        }
    }
}
