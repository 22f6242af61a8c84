package dev.oncemark.verify.check;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topics;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.sort.SortedRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What does not come by partition, given to the partition that its enrollment is in. */
final class PartitionedEntries implements AutoCloseable {

    private static final JsonSerde<JournalLine> LINES = JsonSerde.of(JournalLine.class);

    private final List<SortedRuns> partitions = new ArrayList<>();

    PartitionedEntries(int count, Path directory, long memory) {
        for (int number = 0; number < count; number++) {
            partitions.add(new SortedRuns(directory, memory / 2 / count));
        }
    }

    void rows(History history) {
        history.lessonRows(row -> of(row.enrollmentId()).add(Entries.lessonRow(row)));
        history.endedRows(row -> of(row.accepted().enrollmentId()).add(Entries.endedRow(row)));
        history.commandRows(row -> of(row.enrollmentId()).add(Entries.commandRow(row)));
        history.courseRows(row -> of(row.enrollmentId()).add(Entries.courseRow(row)));
        history.changeRows(row -> of(row.enrollmentId()).add(Entries.changeRow(row)));
    }

    void journal(Journal journal) {
        journal.read(line -> of(line.enrollmentId())
                .add(Entries.request(line.enrollmentId(), line.requestId(), true)
                        .bytes(Objects.requireNonNull(LINES.serialize("journal", line)))
                        .toBytes()));
    }

    /** The partition's entries, to which more are to be added; its reader closes it. */
    SortedRuns take(int number, long memory) {
        SortedRuns entries = partitions.get(number);
        entries.limit(memory);
        return entries;
    }

    private SortedRuns of(String enrollment) {
        return partitions.get(Topics.partitionOf(enrollment, partitions.size()));
    }

    @Override
    public void close() {
        partitions.forEach(SortedRuns::close);
    }
}
