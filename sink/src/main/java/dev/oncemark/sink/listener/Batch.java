package dev.oncemark.sink.listener;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CourseChangeRow;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.sink.postgres.RejectedRow;
import dev.oncemark.sink.rows.Found;
import dev.oncemark.sink.rows.ProgressRows;
import dev.oncemark.sink.rows.RowBatch;
import dev.oncemark.sink.rows.RowReader;
import dev.oncemark.sink.rows.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The records of one poll as rows. Used again for the next poll by the same consumer, which owns it. */
final class Batch {

    /** What is read. */
    static final List<Topic<?>> TOPICS = List.of(
            Topics.COMPLETION_RESULTS,
            Topics.COURSE_COMPLETIONS,
            Topics.IMPORTED_COURSE_COMPLETIONS,
            Topics.COURSE_CHANGES);

    private static final String RESULTS = Topics.COMPLETION_RESULTS.name();
    private static final String CHANGES = Topics.COURSE_CHANGES.name();

    /**
     * A result's timestamp is when it was decided. One that is so much later was written again: it was a dead letter, and
     * what was decided after it may be stored already.
     */
    private static final long WRITTEN_AGAIN_MS = Duration.ofSeconds(10).toMillis();

    private final RowReader lessons = new RowReader(LessonRow.TABLE);
    private final RowReader commands = new RowReader(CommandRow.TABLE);
    private final RowReader courses = new RowReader(CourseRow.TABLE);
    private final RowReader changes = new RowReader(CourseChangeRow.TABLE);
    private final ProgressRows rows = new ProgressRows();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<DeadLetter> unreadable = new ArrayList<>();
    private int skipped;

    /** What of a topic is read a second time. */
    interface Furthest {
        /** The offset before which everything of the partition has been stored once. */
        long of(TopicPartition partition);
    }

    /** Forgets the batch before and reads this one. */
    void read(ConsumerRecords<byte[], byte[]> polled, Furthest furthest) {
        clear();
        for (TopicPartition partition : polled.partitions()) {
            boolean isResults = partition.topic().equals(RESULTS);
            boolean isChanges = partition.topic().equals(CHANGES);
            long storedOnce = furthest.of(partition);
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                try {
                    if (isResults) {
                        readResult(record, record.offset() < storedOnce);
                    } else if (isChanges) {
                        read(changes, record, rows.changes());
                    } else {
                        read(courses, record, rows.courses());
                    }
                } catch (UnreadableRecordException error) {
                    unreadable.add(new DeadLetter(record, error));
                }
                records.add(record);
            }
        }
    }

    private void readResult(ConsumerRecord<byte[], byte[]> record, boolean again) throws UnreadableRecordException {
        Found found = lessons.read(record.value());
        if (found.isAnother()) {
            read(commands, record, found.isRow() ? rows.waivers() : rows.takeBacks());
        }
        if (found.isRow()) {
            boolean late = again || record.timestamp() - lessons.decidedAt() > WRITTEN_AGAIN_MS;
            lessons.addTo(late ? rows.lateLessons() : rows.lessons(), records.size());
        } else if (!found.isAnother()) {
            skipped++;
        }
    }

    private void read(RowReader reader, ConsumerRecord<byte[], byte[]> record, RowBatch target)
            throws UnreadableRecordException {
        reader.read(record.value());
        reader.addTo(target, records.size());
    }

    /** A batch without records, for offsets that moved over none. */
    void clear() {
        rows.clear();
        records.clear();
        unreadable.clear();
        skipped = 0;
    }

    ProgressRows rows() {
        return rows;
    }

    /** How many results changed nothing. */
    int skipped() {
        return skipped;
    }

    /** The unreadable records and those that PostgreSQL refused, once each, in the order in which they came. */
    List<DeadLetter> deadLetters(List<RejectedRow> rejected) {
        List<DeadLetter> all = new ArrayList<>(unreadable);
        Set<Integer> seen = new HashSet<>(); // a waiver is two rows
        for (RejectedRow row : rejected) {
            if (seen.add(row.record())) {
                all.add(new DeadLetter(records.get(row.record()), row.cause()));
            }
        }
        all.sort((left, right) ->
                Long.compare(left.record().offset(), right.record().offset()));
        return all;
    }
}
