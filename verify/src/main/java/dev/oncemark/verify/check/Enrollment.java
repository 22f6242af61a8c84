package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.check.EnrollmentTimeline.Progress;
import dev.oncemark.verify.check.EnrollmentTimeline.State;
import dev.oncemark.verify.check.Entries.Kind;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.sort.Fields;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One enrollment, from its first entry to its last. What is kept of it grows with its accepted changes, not with its
 * requests.
 */
final class Enrollment {

    private static final JsonSerde<JournalLine> LINES = JsonSerde.of(JournalLine.class);
    /** How long an imported row may wait for a slice of re-evaluation, milliseconds. */
    private static final long REEVALUATION = 60_000;

    private final String id;
    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline = new EnrollmentTimeline();
    private final Accepted accepted = new Accepted();
    private final Verdicts verdicts;
    private final TakeBacks takeBacks = new TakeBacks(accepted);
    private final Courses courses;
    private final LessonRows lessonRows;
    private final CourseRows courseRows;
    private final ClientAnswers answers;

    Enrollment(String id, Partition partition, Outlines outlines, SinkOffsets stored) {
        this.id = id;
        this.partition = partition;
        this.outlines = outlines;
        this.verdicts = new Verdicts(partition, outlines, timeline, accepted, takeBacks);
        this.courses = new Courses(id, partition, outlines, timeline, accepted);
        this.lessonRows = new LessonRows(partition, stored, accepted);
        this.courseRows = new CourseRows(partition, stored, courses);
        this.answers = new ClientAnswers(partition, id);
    }

    String id() {
        return id;
    }

    /** Takes the enrollment's next entry, of which the key is read already. */
    void add(Fields in) {
        switch (Kind.read(in)) {
            case LMS_ROW -> timeline.add(Entries.lmsRow(in));
            case DECIDED -> verdicts.check(ResultFields.readDecided(in));
            case COMPLETION -> courses.add(Entries.completion(in));
            case CHANGE -> courses.add(Entries.change(in));
            case LESSON_ROW -> lessonRows.lesson(ResultFields.read(in));
            case ENDED_ROW -> lessonRows.ended(Entries.endedRow(in));
            case COMMAND_ROW -> lessonRows.command(Entries.commandRow(in));
            case COURSE_ROW -> courseRows.completion(Entries.courseRow(in));
            case CHANGE_ROW -> courseRows.change(Entries.changeRow(in));
            case REQUEST -> request(in);
        }
    }

    private void request(Fields in) {
        UUID requestId = in.uuid();
        if (in.octet() == 0) {
            answers.record(requestId, in.optionalText());
        } else {
            answers.add(requestId, LINES.read("journal", in.bytes()));
        }
    }

    /** There is no more of it. */
    void end() {
        partition.findings().count("enrollments");
        courses.end();
        lessonRows.end();
        courseRows.end();
        imports();
    }

    /** Rows that the streams-app has read, of lessons that it knows, have to have completed them. */
    private void imports() {
        Log log = partition.log(LMS_ENROLLMENTS);
        OptionalLong consumed = partition.history().consumed(log);
        State state = timeline.latest();
        OutlineVersion outline = state == null ? null : outlines.latest(state.course());
        if (outline == null || consumed.isEmpty()) {
            return;
        }
        timeline.progress().forEach((offset, row) -> {
            if (offset < consumed.getAsLong() && isOverdue(row, state, outline)) {
                partition.report(
                        Violation.IMPORT_MISSING, "%s of enrollment %s: %s".formatted(log.at(offset), id, row));
            }
        });
    }

    private boolean isOverdue(Progress row, @Nullable State state, OutlineVersion outline) {
        if (accepted.of(row.lesson()) != null
                || !outline.everHad(row.lesson())
                || state == null
                || takeBacks.canHaveEnded(row)) {
            return false;
        }
        long since = Math.max(outline.publishedAt(), state.since());
        return partition.rules().settled() || since < partition.history().takenAt() - REEVALUATION;
    }
}
