package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Origin;
import java.util.HashMap;
import java.util.Map;

/**
 * The order of an enrollment's results: those of one lesson come in the order of their requests, and a command's after all
 * before it and before all behind it. A request that waits for its lesson holds no other lesson.
 */
final class Order {

    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;
    private final Map<String, Long> byLesson = new HashMap<>();
    private long furthest = -1;
    private long command = -1;

    Order(Partition partition, Outlines outlines, EnrollmentTimeline timeline) {
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
    }

    void check(Decided decided) {
        CompletionResult result = decided.result();
        if (result.origin() == Origin.IMPORT) {
            return;
        }
        long request = result.inOffset();
        boolean isCommand = result.command() != null;
        if (isCommand && request < furthest) {
            report(decided, "is a command's, and comes after that of request " + furthest);
        } else if (request < command) {
            report(decided, "comes after that of command " + command);
        } else if (!isCommand && request < byLesson.getOrDefault(decided.lesson(), -1L)) {
            report(decided, "comes after that of request " + byLesson.get(decided.lesson()));
        } else if (request < furthest && !canHaveWaited(decided)) {
            report(decided, "comes after that of request " + furthest + ", but had no lesson to wait for");
        }
        furthest = Math.max(furthest, request);
        if (isCommand) {
            command = Math.max(command, request);
        } else {
            byLesson.merge(decided.lesson(), request, Math::max);
        }
    }

    /** Whether the lesson can have been missing from the enrollment's course, when the request came or later. */
    private boolean canHaveWaited(Decided decided) {
        String course = decided.result().courseId();
        Decided.Asked request = decided.request();
        return course == null
                || request == null
                || timeline.everWas(state -> !state.course().equals(course))
                || outlines.canHaveLacked(course, decided.lesson(), request.arrivedAt() - Grounds.STALE);
    }

    private void report(Decided decided, String what) {
        partition.report(Violation.RESULTS_OUT_OF_ORDER, decided, what);
    }
}
