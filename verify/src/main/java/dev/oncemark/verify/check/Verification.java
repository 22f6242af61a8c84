package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.Ids;
import dev.oncemark.verify.check.Partition.Setting;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.sort.Cursor;
import dev.oncemark.verify.sort.Fields;
import dev.oncemark.verify.sort.SortedRuns;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks a whole history, one partition after the other, so that memory holds a part of one at a time. */
public final class Verification {

    private final Setting setting;
    private final Path directory;
    private final long memory;
    private final @Nullable Journal journal;

    /**
     * @param journal what clients were told, or null
     */
    public Verification(History history, Rules rules, Findings findings, Space space, @Nullable Journal journal) {
        this.setting = new Setting(history, rules, findings, journal != null);
        this.directory = space.directory();
        this.memory = space.memory();
        this.journal = journal;
    }

    /**
     * Where entries are sorted.
     *
     * @param memory how many bytes of them are in memory at a time; the rest goes to files in {@code directory}
     */
    public record Space(Path directory, long memory) {}

    /** Reads everything; what is wrong is in the findings. */
    public void run() {
        try (PartitionedEntries partitioned =
                new PartitionedEntries(setting.history().partitions(), directory, memory)) {
            partitioned.rows(setting.history());
            if (journal != null) {
                partitioned.journal(journal);
            }
            Outlines outlines = Outlines.read(
                    setting.history(), setting.findings(), setting.rules().settled());
            new Catalog(setting, outlines).check();
            setting.history()
                    .stuck()
                    .forEach(log -> setting.findings().report(Violation.TRANSACTION_LEFT_OPEN, log.toString()));
            for (int number = 0; number < setting.history().partitions(); number++) {
                try (SortedRuns entries = partitioned.take(number, memory / 2)) {
                    check(new Partition(number, setting, entries), outlines);
                }
            }
        }
    }

    private void check(Partition partition, Outlines outlines) {
        try (SortedRuns byRequest = new SortedRuns(directory, memory / 2)) {
            new Correspondence(partition, byRequest).check();
        }
        SinkOffsets stored = SinkOffsets.read(partition);
        lmsRows(partition);
        CourseRecords.completions(partition, COURSE_COMPLETIONS);
        CourseRecords.completions(partition, IMPORTED_COURSE_COMPLETIONS);
        CourseRecords.changes(partition);
        replay(partition, outlines, stored);
    }

    private static void lmsRows(Partition partition) {
        partition.history().read(partition.log(LMS_ENROLLMENTS), stored -> {
            String enrollment = Requests.text(stored.key());
            byte[] value = stored.value();
            if (enrollment != null && value != null && Ids.problem(enrollment) == null) {
                partition.findings().count("rows of the LMS");
                partition.entries().add(Entries.lmsRow(enrollment, stored, value));
            }
        });
    }

    private static void replay(Partition partition, Outlines outlines, SinkOffsets stored) {
        Cursor entries = partition.entries().sorted();
        Enrollment enrollment = null;
        while (entries.peek() != null) {
            Fields fields = new Fields(Objects.requireNonNull(entries.take()));
            String id = fields.key();
            if (enrollment == null || !enrollment.id().equals(id)) {
                if (enrollment != null) {
                    enrollment.end();
                }
                enrollment = new Enrollment(id, partition, outlines, stored);
            }
            enrollment.add(fields);
        }
        if (enrollment != null) {
            enrollment.end();
        }
    }
}
