package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.history.StoredRecord;
import dev.oncemark.verify.sort.FieldWriter;
import dev.oncemark.verify.sort.Fields;
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
        LESSON_ROW(3),
        COURSE_ROW(4),
        REQUEST(5);

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

    /** A course completion, and which record it is. */
    record Completed(String topic, long offset, CourseCompletion completion) {}

    private static final JsonSerde<CourseCompletion> COMPLETIONS = JsonSerde.of(CourseCompletion.class);

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
                .bytes(bytes(completed.completion()))
                .toBytes();
    }

    static Completed completion(Fields in) {
        return new Completed(in.text(), in.number(), COMPLETIONS.read("entry", in.bytes()));
    }

    static byte[] lessonRow(CompletionResult row) {
        return ResultFields.write(of(row.enrollmentId(), Kind.LESSON_ROW), row).toBytes();
    }

    static byte[] courseRow(CourseCompletion row) {
        return of(row.enrollmentId(), Kind.COURSE_ROW).bytes(bytes(row)).toBytes();
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

    private static byte[] bytes(CourseCompletion completion) {
        byte[] bytes = COMPLETIONS.serialize("entry", completion);
        return bytes == null ? new byte[0] : bytes;
    }
}
