package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.verify.check.Told.Changed;
import dev.oncemark.verify.check.Told.Completed;
import dev.oncemark.verify.history.StoredRecord;
import dev.oncemark.verify.sort.FieldWriter;
import dev.oncemark.verify.sort.Fields;
import java.util.Objects;
import java.util.UUID;

/**
 * What is known of a partition's enrollments, as entries that sort by enrollment, then by kind, then by place. Of one
 * enrollment the rows of the LMS come first and what PostgreSQL has comes last, so that one pass sees all in turn.
 */
final class Entries {

    /** In the order in which they come. */
    enum Kind {
        LMS_ROW(0),
        DECIDED(1),
        COMPLETION(2),
        CHANGE(3),
        LESSON_ROW(4),
        ENDED_ROW(5),
        COMMAND_ROW(6),
        COURSE_ROW(7),
        CHANGE_ROW(8),
        REQUEST(9);

        private final int octet;

        Kind(int octet) {
            this.octet = octet;
        }

        static Kind read(Fields in) {
            int octet = in.octet();
            for (Kind kind : values()) {
                if (kind.octet == octet) {
                    return kind;
                }
            }
            throw new IllegalStateException("no kind of entry " + octet);
        }
    }

    /** A row of the LMS as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(long offset, long timestamp, byte[] value) {}

    private static final JsonSerde<CourseCompletion> COMPLETIONS = JsonSerde.of(CourseCompletion.class);
    private static final JsonSerde<CourseChange> CHANGES = JsonSerde.of(CourseChange.class);
    private static final JsonSerde<EndedLesson> ENDED = JsonSerde.of(EndedLesson.class);
    private static final JsonSerde<CarriedOut> COMMANDS = JsonSerde.of(CarriedOut.class);

    private Entries() {}

    static byte[] lmsRow(String enrollment, StoredRecord row, byte[] value) {
        return of(enrollment, Kind.LMS_ROW)
                .number(row.offset())
                .number(row.timestamp())
                .bytes(value)
                .toBytes();
    }

    static Row lmsRow(Fields in) {
        return new Row(in.number(), in.number(), in.bytes());
    }

    static byte[] decided(Decided decided) {
        return ResultFields.write(of(decided.result().enrollmentId(), Kind.DECIDED), decided)
                .toBytes();
    }

    static byte[] completion(Completed completed) {
        return of(completed.completion().enrollmentId(), Kind.COMPLETION)
                .text(completed.topic())
                .number(completed.offset())
                .bytes(bytes(COMPLETIONS, completed.completion()))
                .toBytes();
    }

    static byte[] change(Changed changed) {
        return of(changed.change().enrollmentId(), Kind.CHANGE)
                .number(changed.offset())
                .bytes(bytes(CHANGES, changed.change()))
                .toBytes();
    }

    static Changed change(Fields in) {
        return new Changed(in.number(), CHANGES.read("entry", in.bytes()));
    }

    static Completed completion(Fields in) {
        return new Completed(in.text(), in.number(), COMPLETIONS.read("entry", in.bytes()));
    }

    static byte[] lessonRow(CompletionResult row) {
        return ResultFields.write(of(row.enrollmentId(), Kind.LESSON_ROW), row).toBytes();
    }

    static byte[] courseRow(CourseCompletion row) {
        return of(row.enrollmentId(), Kind.COURSE_ROW)
                .bytes(bytes(COMPLETIONS, row))
                .toBytes();
    }

    static byte[] endedRow(EndedLesson row) {
        return of(row.accepted().enrollmentId(), Kind.ENDED_ROW)
                .bytes(bytes(ENDED, row))
                .toBytes();
    }

    static EndedLesson endedRow(Fields in) {
        return ENDED.read("entry", in.bytes());
    }

    static byte[] commandRow(CarriedOut row) {
        return of(row.enrollmentId(), Kind.COMMAND_ROW)
                .bytes(bytes(COMMANDS, row))
                .toBytes();
    }

    static CarriedOut commandRow(Fields in) {
        return COMMANDS.read("entry", in.bytes());
    }

    static byte[] changeRow(CourseChange row) {
        return of(row.enrollmentId(), Kind.CHANGE_ROW)
                .bytes(bytes(CHANGES, row))
                .toBytes();
    }

    static CourseChange changeRow(Fields in) {
        return CHANGES.read("entry", in.bytes());
    }

    static CourseCompletion courseRow(Fields in) {
        return COMPLETIONS.read("entry", in.bytes());
    }

    /** Begins an entry about a request id: what is in the topics comes before what clients were told. */
    static FieldWriter request(String enrollment, UUID requestId, boolean told) {
        return of(enrollment, Kind.REQUEST).uuid(requestId).octet(told ? 1 : 0);
    }

    private static FieldWriter of(String enrollment, Kind kind) {
        return new FieldWriter().key(enrollment).octet(kind.octet);
    }

    private static <V> byte[] bytes(JsonSerde<V> serde, V value) {
        return Objects.requireNonNull(serde.serialize("entry", value));
    }
}
