package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.verify.check.StoredChanges.Ended;
import dev.oncemark.verify.history.Log;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one enrollment's lessons: those that are complete, those that ended, and the commands. */
final class LessonRows {

    private final Partition partition;
    private final SinkOffsets stored;
    private final Accepted accepted;
    private final Log log;
    private final Set<String> lessons = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();
    private final Set<Long> commands = new HashSet<>();
    private @Nullable StoredChanges wanted;

    LessonRows(Partition partition, SinkOffsets stored, Accepted accepted) {
        this.partition = partition;
        this.stored = stored;
        this.accepted = accepted;
        this.log = partition.log(COMPLETION_RESULTS);
    }

    /** The results come before the rows, so they are all there when it is asked for. */
    private StoredChanges wanted() {
        if (wanted == null) {
            wanted = new StoredChanges(log, accepted.changes(), stored);
        }
        return wanted;
    }

    /** A row of {@code lesson_progress}. */
    void lesson(CompletionResult row) {
        partition.findings().count("rows of lesson_progress");
        lessons.add(row.lesson());
        Decided decided = wanted().standing().get(row.lesson());
        if (decided == null) {
            if (isKnown(row.lesson()) && wanted().isClear()) {
                partition.report(Violation.ROW_WITHOUT_RESULT, "lesson_progress " + row);
            }
        } else if (!row.equals(decided.result().asStored())) {
            partition.report(Violation.ROW_DIFFERS, decided, "is " + row + ", not " + decided.result());
        }
    }

    private boolean isKnown(String lesson) {
        return accepted.everHad(lesson) || !partition.isCut(COMPLETION_RESULTS);
    }

    /** A row of {@code lesson_history}. */
    void ended(EndedLesson row) {
        partition.findings().count("rows of lesson_history");
        long sequence = Objects.requireNonNull(row.accepted().sequence());
        ended.add(sequence);
        Ended wants = wanted().ended().get(sequence);
        boolean isSame = wants != null
                && row.equals(
                        EndedLesson.of(wants.acceptance().result(), wants.by().result()));
        boolean cannotBeTold = wants == null && partition.isCut(COMPLETION_RESULTS);
        if (!isSame && !cannotBeTold && wanted().isClear()) {
            partition.report(Violation.HISTORY_DIFFERS, "lesson_history " + row + ", not " + wants);
        }
    }

    /** A row of {@code enrollment_command}. */
    void command(CarriedOut row) {
        partition.findings().count("rows of enrollment_command");
        commands.add(row.sequence());
        Decided wants = wanted().commands().get(row.sequence());
        boolean isSame = wants != null && row.equals(CarriedOut.of(wants.result()));
        boolean cannotBeTold = wants == null && partition.isCut(COMPLETION_RESULTS);
        if (!isSame && !cannotBeTold) {
            partition.report(Violation.COMMAND_ROW_DIFFERS, "enrollment_command " + row + ", not " + wants);
        }
    }

    /** To be called when everything of the enrollment is known. */
    void end() {
        for (Decided change : accepted.changes()) {
            if (!stored.has(log, change.offset())) {
                partition.findings().count("accepted or completed, not stored yet");
            }
        }
        wanted().standing().forEach((lesson, decided) -> {
            if (!lessons.contains(lesson) && isOwed(decided)) {
                partition.report(Violation.ROW_MISSING, decided, "has no row");
            }
        });
        wanted().ended().forEach((sequence, wants) -> {
            if (!ended.contains(sequence) && isOwed(wants.acceptance()) && wanted().isClear()) {
                partition.report(Violation.HISTORY_MISSING, wants.acceptance(), "ended, and has no row of history");
            }
        });
        wanted().commands().forEach((sequence, decided) -> {
            if (!commands.contains(sequence) && isOwed(decided)) {
                partition.report(Violation.COMMAND_ROW_MISSING, decided, "has no row of enrollment_command");
            }
        });
    }

    private boolean isOwed(Decided decided) {
        return !stored.refused(log, decided.offset());
    }
}
