package dev.oncemark.verify.check;

import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.Ids;
import dev.oncemark.verify.check.EnrollmentTimeline.State;
import dev.oncemark.verify.check.Told.Changed;
import dev.oncemark.verify.check.Told.Completed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was told of an enrollment's course: all that had to be told, and nothing else. */
final class Courses {

    /** How long a change of the catalog may take to reach the enrollments of a large partition, milliseconds. */
    private static final long REEVALUATION = 60_000;

    private final String enrollment;
    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;
    private final Accepted accepted;
    private final List<Told> told = new ArrayList<>();
    private final Map<Integer, Completed> completions = new HashMap<>();
    private final Map<UUID, Changed> changes = new LinkedHashMap<>();

    Courses(String enrollment, Partition partition, Outlines outlines, EnrollmentTimeline timeline, Accepted accepted) {
        this.enrollment = enrollment;
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
        this.accepted = accepted;
    }

    void add(Completed completed) {
        partition.findings().count("course completions");
        told.add(completed);
        completions.putIfAbsent(completed.number(), completed);
    }

    void add(Changed changed) {
        partition.findings().count("course changes");
        UUID id = Ids.eventIdOfCourseChange(changed.change());
        Changed before = changes.putIfAbsent(id, changed);
        if (before == null) {
            told.add(changed);
        } else {
            partition.report(
                    Violation.EVENT_ID_TWICE,
                    "%s has the event id of %s".formatted(changed.at(partition), before.at(partition)));
        }
    }

    /** The enrollment's completions, by number. */
    Map<Integer, Completed> completions() {
        return completions;
    }

    /** The changes of its completions, by event id. */
    Map<UUID, Changed> changes() {
        return changes;
    }

    /** To be called when everything of the enrollment is known. */
    void end() {
        told.sort(Comparator.comparingInt(Told::number).thenComparing(each -> each instanceof Changed));
        CourseState state = new CourseReplay(partition, outlines, timeline, accepted, told).run();
        State row = timeline.latest();
        OutlineVersion outline = row == null ? null : outlines.latest(row.course());
        if (row != null && outline != null && !timeline.unreadable().isThere() && isDue(outline, row)) {
            String missing = missing(state, outline);
            if (missing != null) {
                report(state, outline, missing);
            }
        }
    }

    private boolean isDue(OutlineVersion outline, State row) {
        long since = Math.max(outline.publishedAt(), row.since());
        return outline.isCompletable()
                && (partition.rules().settled() || since < partition.history().takenAt() - REEVALUATION);
    }

    /** What should have been told of the course as it is now, or null if nothing. */
    private @Nullable String missing(CourseState state, OutlineVersion outline) {
        if (!state.isComplete()) {
            return outline.isCompletedBy(state.standing().keySet()) ? "is complete" : null;
        }
        List<String> missing = state.missing(outline);
        CompletionPolicy policy = outline.outline().policy();
        boolean isTold = policy == CompletionPolicy.FLAG && state.isFlagged(missing);
        boolean hasMoved =
                timeline.everWas(each -> !each.course().equals(outline.outline().courseId()));
        return policy == null || missing.isEmpty() || isTold || hasMoved
                ? null
                : "lacks %s, by policy %s".formatted(missing, policy);
    }

    private void report(CourseState state, OutlineVersion outline, String missing) {
        boolean isChange = state.isComplete() || (state.isReopened() && !state.isCompletedAnew(outline));
        partition.report(
                isChange ? Violation.COURSE_CHANGE_MISSING : Violation.COURSE_COMPLETION_MISSING,
                "enrollment %s: course %s in version %d %s"
                        .formatted(enrollment, outline.outline().courseId(), outline.number(), missing));
    }
}
