package dev.oncemark.sink.listener;

import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.Table;
import dev.oncemark.sink.postgres.RejectedRow;
import dev.oncemark.sink.rows.RowBatch;
import dev.oncemark.sink.rows.RowReader;
import dev.oncemark.sink.rows.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The records of one poll as rows. Used again for the next poll by the same consumer, which owns it. */
final class Batch {

    /** What the records of each topic become. */
    static final Map<String, Table> TABLES = Map.of(
            Topics.COMPLETION_RESULTS.name(), LessonRow.TABLE,
            Topics.COURSE_COMPLETIONS.name(), CourseRow.TABLE,
            Topics.IMPORTED_COURSE_COMPLETIONS.name(), CourseRow.TABLE);

    private final TableBatch lessons = new TableBatch(LessonRow.TABLE);
    private final TableBatch courses = new TableBatch(CourseRow.TABLE);
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<DeadLetter> unreadable = new ArrayList<>();
    private int skipped;

    private record TableBatch(RowReader reader, RowBatch rows) {
        TableBatch(Table table) {
            this(new RowReader(table), new RowBatch(table));
        }
    }

    /** Forgets the batch before and reads this one. */
    void read(ConsumerRecords<byte[], byte[]> polled) {
        clear();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            TableBatch table = LessonRow.TABLE.equals(TABLES.get(record.topic())) ? lessons : courses;
            try {
                boolean stored = table.reader().read(record.value(), records.size(), table.rows());
                skipped += stored ? 0 : 1;
            } catch (UnreadableRecordException error) {
                unreadable.add(new DeadLetter(record, error));
            }
            records.add(record);
        }
    }

    /** A batch without records, for offsets that moved over none. */
    void clear() {
        lessons.rows().clear();
        courses.rows().clear();
        records.clear();
        unreadable.clear();
        skipped = 0;
    }

    /** The tables that get rows. */
    List<RowBatch> rows() {
        return Stream.of(lessons.rows(), courses.rows())
                .filter(rows -> rows.size() > 0)
                .toList();
    }

    /** How many results accepted nothing. */
    int skipped() {
        return skipped;
    }

    /** The unreadable records and those that PostgreSQL refused, in the order in which they came. */
    List<DeadLetter> deadLetters(List<RejectedRow> rejected) {
        List<DeadLetter> all = new ArrayList<>(unreadable);
        rejected.forEach(row -> all.add(new DeadLetter(records.get(row.record()), row.cause())));
        all.sort((left, right) ->
                Long.compare(left.record().offset(), right.record().offset()));
        return all;
    }
}
