package dev.oncemark.streams.catalog;

import dev.oncemark.streams.processor.StallAwareClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long courses have been quiet since transactions changed them. The time stops while the task cannot read what would
 * change them again, and begins again with the app: it is never shorter than it should be.
 */
final class QuietTime {

    private final long settle;
    private final StallAwareClock clock;
    private final Map<String, Long> since = new HashMap<>();

    /** @param settle how long a course has to be quiet, in milliseconds; 0 for not at all */
    QuietTime(long settle, long now) {
        this.settle = settle;
        this.clock = new StallAwareClock(now);
    }

    /** Whether changed courses have to be quiet for a time. */
    boolean isAsked() {
        return settle > 0;
    }

    /** The course changed: its time begins again. */
    void begin(String courseId, long now) {
        since.put(courseId, now);
    }

    void end(String courseId) {
        since.remove(courseId);
    }

    int size() {
        return since.size();
    }

    /** To be called four times a second while the task reads: returns the courses whose time is over. */
    List<String> over(long now, long fetches) {
        clock.update(now, fetches);
        List<String> over = new ArrayList<>();
        since.forEach((courseId, start) -> {
            if (clock.elapsedSince(start, now) >= settle) {
                over.add(courseId);
            }
        });
        return over;
    }
}
