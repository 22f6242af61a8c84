package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.EnrollmentFormat;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The task's enrollments, one packed value each, and which of them are in which course now. */
final class EnrollmentStates {

    private static final char AFTER_SEPARATOR = SEPARATOR + 1;
    private static final byte[] PRESENT = new byte[0];

    private final KeyValueStore<String, byte[]> states;
    private final KeyValueStore<String, byte[]> byCourse;

    EnrollmentStates(KeyValueStore<String, byte[]> states, KeyValueStore<String, byte[]> byCourse) {
        this.states = states;
        this.byCourse = byCourse;
    }

    @Nullable
    Enrollment get(String enrollmentId) {
        byte[] packed = states.get(enrollmentId);
        return packed == null ? null : EnrollmentFormat.unpack(packed);
    }

    void put(String enrollmentId, Enrollment enrollment) {
        states.put(enrollmentId, EnrollmentFormat.pack(enrollment));
    }

    /** Notes that the enrollment is in another course than before, or in its first. */
    void move(String enrollmentId, @Nullable Enrollment before, Enrollment after) {
        if (before != null && before.courseId().equals(after.courseId())) {
            return;
        }
        if (before != null) {
            byCourse.delete(indexKey(before.courseId(), enrollmentId));
        }
        byCourse.put(indexKey(after.courseId(), enrollmentId), PRESENT);
    }

    /** The enrollments of a course whose ids come after {@code after} in the order of their bytes. */
    KeyValueIterator<String, byte[]> inCourse(String courseId, String after) {
        String from = indexKey(courseId, after) + (after.isEmpty() ? "" : "\u0000");
        return byCourse.range(from, courseId + AFTER_SEPARATOR);
    }

    static String enrollmentId(KeyValue<String, byte[]> indexed) {
        return indexed.key.substring(indexed.key.indexOf(SEPARATOR) + 1);
    }

    private static String indexKey(String courseId, String enrollmentId) {
        return courseId + SEPARATOR + enrollmentId;
    }
}
