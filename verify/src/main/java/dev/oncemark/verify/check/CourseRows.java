package dev.oncemark.verify.check;

import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.verify.check.Told.Changed;
import dev.oncemark.verify.check.Told.Completed;
import dev.oncemark.verify.history.Log;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The rows of one enrollment's course: its completions, by number, and what became of them. */
final class CourseRows {

    private final Partition partition;
    private final SinkOffsets stored;
    private final Courses courses;
    private final Set<Integer> completions = new HashSet<>();
    private final Set<UUID> changes = new HashSet<>();

    CourseRows(Partition partition, SinkOffsets stored, Courses courses) {
        this.partition = partition;
        this.stored = stored;
        this.courses = courses;
    }

    /** A row of {@code course_completion}. */
    void completion(CourseCompletion row) {
        partition.findings().count("rows of course_completion");
        completions.add(row.number());
        Completed completed = courses.completions().get(row.number());
        if (completed == null || !isStored(completed)) {
            partition.report(Violation.COURSE_ROW_WITHOUT_COMPLETION, "course_completion " + row);
        } else if (!row.equals(completed.completion().asStored())) {
            partition.report(
                    Violation.COURSE_ROW_DIFFERS, "course_completion " + row + ", not " + completed.completion());
        }
    }

    /** A row of {@code course_change}. */
    void change(CourseChange row) {
        partition.findings().count("rows of course_change");
        // A newer version's constants are the same to this one, and so would be the ids.
        if (row.change() == CourseChange.Change.UNRECOGNIZED) {
            return;
        }
        UUID id = Ids.eventIdOfCourseChange(row);
        changes.add(id);
        Changed changed = courses.changes().get(id);
        if (changed == null || !isStored(changed) || !row.equals(changed.change())) {
            partition.report(Violation.CHANGE_ROW_DIFFERS, "course_change " + row + ", not " + changed);
        }
    }

    /** To be called when everything of the enrollment is known. */
    void end() {
        courses.completions().forEach((number, completed) -> {
            if (!completions.contains(number) && isOwed(completed)) {
                partition.report(Violation.COURSE_ROW_MISSING, completed.at(partition) + " " + completed.completion());
            }
        });
        courses.changes().forEach((id, changed) -> {
            boolean isKnown = changed.change().change() != CourseChange.Change.UNRECOGNIZED;
            if (isKnown && !changes.contains(id) && isOwed(changed)) {
                partition.report(Violation.CHANGE_ROW_MISSING, changed.at(partition) + " " + changed.change());
            }
        });
    }

    private boolean isStored(Told told) {
        return stored.has(log(told), told.offset());
    }

    private boolean isOwed(Told told) {
        if (!isStored(told)) {
            partition.findings().count("accepted or completed, not stored yet");
            return false;
        }
        return !stored.refused(log(told), told.offset());
    }

    private Log log(Told told) {
        return new Log(told.topic(), partition.number());
    }
}
