package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Outlines;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The task's own copy of every outline, laid out for deciding once per version and not once per request. */
final class OutlineCopies implements Outlines {

    private final KeyValueStore<String, CourseOutline> store;
    private final Map<String, Outline> laidOut = new HashMap<>();

    OutlineCopies(KeyValueStore<String, CourseOutline> store) {
        this.store = store;
    }

    @Override
    public @Nullable Outline outline(String courseId) {
        Outline known = laidOut.get(courseId);
        if (known != null) {
            return known;
        }
        CourseOutline stored = store.get(courseId);
        return stored == null ? null : changed(stored);
    }

    /** The outline of a course is this one from now on; the store has it already. */
    Outline changed(CourseOutline outline) {
        Outline latest = Outline.of(outline);
        laidOut.put(outline.courseId(), latest);
        return latest;
    }
}
