package dev.oncemark.streams.processor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Re-evaluates every enrollment of a changed course, a slice at a time, so that no request waits for more than one
 * slice. How far it got is in a store: a restart resumes there. A course that changes again starts over.
 */
final class Reevaluation {

    /** A slice takes about 10 ms, and as much time is left between two of them. */
    static final int SLICE = 500;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ProcessorContext<?, ?> context;
    private final KeyValueStore<String, String> cursors;
    private final EnrollmentStates enrollments;
    private final BiConsumer<String, String> reevaluate;
    private final Map<String, String> underWay = new TreeMap<>();
    private @Nullable Cancellable schedule;

    /** {@code reevaluate} is given the id of an enrollment and of the changed course. */
    Reevaluation(
            ProcessorContext<?, ?> context,
            KeyValueStore<String, String> cursors,
            EnrollmentStates enrollments,
            BiConsumer<String, String> reevaluate) {
        this.context = context;
        this.cursors = cursors;
        this.enrollments = enrollments;
        this.reevaluate = reevaluate;
        try (KeyValueIterator<String, String> all = cursors.all()) {
            all.forEachRemaining(cursor -> underWay.put(cursor.key, cursor.value));
        }
        scheduleIfNeeded();
    }

    /** The course changed: all of its enrollments are to be re-evaluated. */
    void start(String courseId) {
        moveOn(courseId, "");
        scheduleIfNeeded();
    }

    /** How many courses are not done yet. */
    int underWay() {
        return underWay.size();
    }

    private void scheduleIfNeeded() {
        if (!underWay.isEmpty() && schedule == null) {
            schedule = context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, time -> slice());
        }
    }

    private void slice() {
        int left = SLICE;
        for (Map.Entry<String, String> cursor : List.copyOf(underWay.entrySet())) {
            left -= reevaluate(cursor.getKey(), cursor.getValue(), left);
            if (left == 0) {
                return;
            }
        }
        if (underWay.isEmpty() && schedule != null) {
            schedule.cancel();
            schedule = null;
        }
    }

    private int reevaluate(String courseId, String after, int limit) {
        List<String> slice = next(courseId, after, limit);
        slice.forEach(enrollmentId -> reevaluate.accept(enrollmentId, courseId));
        if (slice.size() == limit) {
            moveOn(courseId, slice.get(limit - 1));
        } else {
            cursors.delete(courseId);
            underWay.remove(courseId);
        }
        return slice.size();
    }

    private List<String> next(String courseId, String after, int limit) {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rest = enrollments.inCourse(courseId, after)) {
            while (rest.hasNext() && ids.size() < limit) {
                KeyValue<String, byte[]> indexed = rest.next();
                ids.add(EnrollmentStates.enrollmentId(indexed));
            }
        }
        return ids;
    }

    private void moveOn(String courseId, String enrollmentId) {
        cursors.put(courseId, enrollmentId);
        underWay.put(courseId, enrollmentId);
    }
}
