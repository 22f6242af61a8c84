package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Outline;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The task's outlines, laid out for deciding once per version and not once per request. */
final class OutlineCache implements Outlines {

    private final KeyValueStore<String, CourseOutline> store;
    private final Map<String, Outline> cached = new HashMap<>();

    OutlineCache(KeyValueStore<String, CourseOutline> store) {
        this.store = store;
    }

    @Override
    public @Nullable Outline outline(String courseId) {
        Outline known = cached.get(courseId);
        if (known != null) {
            return known;
        }
        CourseOutline stored = store.get(courseId);
        return stored == null ? null : put(stored);
    }

    /** The outline of a course is this one from now on; the store has it already. */
    Outline put(CourseOutline outline) {
        Outline latest = Outline.of(outline, store::get);
        cached.put(outline.courseId(), latest);
        return latest;
    }
}
