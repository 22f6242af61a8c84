package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.verify.check.Entries.Completed;
import dev.oncemark.verify.history.Log;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL has of one enrollment, against what was accepted before the offset up to which the sink has stored. */
final class Rows {

    private final Partition partition;
    private final SinkOffsets stored;
    private final Accepted accepted;
    private final Courses courses;
    private final Set<String> lessons = new HashSet<>();
    private boolean hasCourseRow;

    Rows(Partition partition, SinkOffsets stored, Accepted accepted, Courses courses) {
        this.partition = partition;
        this.stored = stored;
        this.accepted = accepted;
        this.courses = courses;
    }

    void lesson(CompletionResult row) {
        partition.findings().count("rows of lesson_progress");
        lessons.add(row.lessonId());
        Decided decided = accepted.of(row.lessonId());
        Log log = partition.log(COMPLETION_RESULTS);
        if (decided == null || !stored.has(log, decided.offset())) {
            if (decided != null || !partition.isCut(COMPLETION_RESULTS)) {
                partition.report(Violation.ROW_WITHOUT_RESULT, "lesson_progress " + row);
            }
        } else if (!row.equals(decided.result())) {
            partition.report(Violation.ROW_DIFFERS, decided, "is " + row + ", not " + decided.result());
        }
    }

    void course(CourseCompletion row) {
        partition.findings().count("rows of course_completion");
        hasCourseRow = true;
        Completed completed = courses.completed();
        if (completed == null || !stored.has(log(completed), completed.offset())) {
            partition.report(Violation.COURSE_ROW_WITHOUT_COMPLETION, "course_completion " + row);
        } else if (!row.equals(completed.completion().asStored())) {
            partition.report(
                    Violation.COURSE_ROW_DIFFERS, "course_completion " + row + ", not " + completed.completion());
        }
    }

    /** To be called when everything of the enrollment is known. */
    void end() {
        Log log = partition.log(COMPLETION_RESULTS);
        for (Decided decided : accepted.inOrder()) {
            if (!lessons.contains(decided.lesson()) && isOwed(log, decided.offset())) {
                partition.report(Violation.ROW_MISSING, decided, "has no row");
            }
        }
        Completed completed = courses.completed();
        if (!hasCourseRow && completed != null && isOwed(log(completed), completed.offset())) {
            partition.report(
                    Violation.COURSE_ROW_MISSING, log(completed).at(completed.offset()) + " " + completed.completion());
        }
    }

    private boolean isOwed(Log log, long offset) {
        if (!stored.has(log, offset)) {
            partition.findings().count("accepted or completed, not stored yet");
            return false;
        }
        return !stored.refused(log, offset);
    }

    private Log log(@Nullable Completed completed) {
        return new Log(completed == null ? "" : completed.topic(), partition.number());
    }
}
