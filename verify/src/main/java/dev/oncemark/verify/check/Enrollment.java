package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.check.Entries.Kind;
import dev.oncemark.verify.check.Standing.Progress;
import dev.oncemark.verify.check.Standing.State;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.sort.Fields;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One enrollment, from its first entry to its last. What is kept of it grows with its lessons, not with its requests. */
final class Enrollment {

    private static final JsonSerde<JournalLine> LINES = JsonSerde.of(JournalLine.class);
    /** How long an imported row may wait for a slice of re-evaluation, milliseconds. */
    private static final long REEVALUATION = 60_000;

    private final String id;
    private final Partition partition;
    private final Outlines outlines;
    private final Standing standing = new Standing();
    private final Accepted accepted = new Accepted();
    private final Verdicts verdicts;
    private final Courses courses;
    private final Rows rows;
    private final Told told;

    Enrollment(String id, Partition partition, Outlines outlines, Rows.Stored stored) {
        this.id = id;
        this.partition = partition;
        this.outlines = outlines;
        this.verdicts = new Verdicts(partition, outlines, standing, accepted);
        this.courses = new Courses(partition, outlines, standing, accepted);
        this.rows = new Rows(partition, stored, accepted, courses);
        this.told = new Told(partition, id);
    }

    String id() {
        return id;
    }

    /** Takes the enrollment's next entry, of which the key is read already. */
    void add(Fields in) {
        switch (Kind.read(in)) {
            case LMS_ROW -> standing.add(Entries.lmsRow(in));
            case DECIDED -> verdicts.check(ResultFields.readDecided(in));
            case COMPLETION -> courses.add(Entries.completion(in));
            case LESSON_ROW -> rows.lesson(ResultFields.read(in));
            case COURSE_ROW -> rows.course(Entries.courseRow(in));
            case REQUEST -> request(in);
        }
    }

    private void request(Fields in) {
        UUID requestId = in.uuid();
        if (in.octet() == 0) {
            told.record(requestId, in.optionalText());
        } else {
            told.told(requestId, LINES.read("journal", in.bytes()));
        }
    }

    /** There is no more of it. */
    void end() {
        partition.findings().count("enrollments");
        courses.end();
        rows.end();
        imports();
    }

    /** Rows that the streams-app has read, of lessons that it knows, have to have completed them. */
    private void imports() {
        Log log = partition.log(LMS_ENROLLMENTS);
        OptionalLong consumed = partition.history().consumed(log);
        State state = standing.latest();
        Version outline = state == null ? null : outlines.latest(state.course());
        if (outline == null || consumed.isEmpty()) {
            return;
        }
        standing.progress().forEach((offset, row) -> {
            if (offset < consumed.getAsLong() && isOverdue(row, state, outline)) {
                partition.report(
                        Violation.IMPORT_MISSING, "%s of enrollment %s: %s".formatted(log.at(offset), id, row));
            }
        });
    }

    private boolean isOverdue(Progress row, @Nullable State state, Version outline) {
        if (accepted.of(row.lesson()) != null || !outline.everHad(row.lesson()) || state == null) {
            return false;
        }
        long since = Math.max(outline.publishedAt(), state.since());
        return partition.rules().settled() || since < partition.history().takenAt() - REEVALUATION;
    }
}
