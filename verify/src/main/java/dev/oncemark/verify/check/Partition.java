package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topic;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.sort.SortedRuns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One partition while it is checked: where it is read from, what is known of its enrollments, where findings go. */
final class Partition {

    private final int number;
    private final History history;
    private final Rules rules;
    private final Findings findings;
    private final SortedRuns entries;
    private final boolean withJournal;
    private @Nullable ParkingPressure parkingPressure;

    Partition(int number, Setting setting, SortedRuns entries) {
        this.number = number;
        this.history = setting.history();
        this.rules = setting.rules();
        this.findings = setting.findings();
        this.withJournal = setting.withJournal();
        this.entries = entries;
    }

    /** What is the same for all partitions. */
    record Setting(History history, Rules rules, Findings findings, boolean withJournal) {}

    int number() {
        return number;
    }

    History history() {
        return history;
    }

    Rules rules() {
        return rules;
    }

    Findings findings() {
        return findings;
    }

    /** What is known of the partition's enrollments. */
    SortedRuns entries() {
        return entries;
    }

    Log log(Topic<?> topic) {
        return Log.of(topic, number);
    }

    /** Whether retention has taken the beginning of this partition of the topic. */
    boolean isCut(Topic<?> topic) {
        return history.extent(log(topic)).isTruncated();
    }

    void parkingPressure(ParkingPressure pressure) {
        parkingPressure = pressure;
    }

    boolean wasFull(long resultOffset) {
        return parkingPressure != null && parkingPressure.at(resultOffset);
    }

    void report(Violation violation, String where) {
        findings.report(violation, where);
    }

    void report(Violation violation, Decided decided, String what) {
        var result = decided.result();
        String at = log(COMPLETION_RESULTS).at(decided.offset());
        findings.report(
                violation,
                "%s (enrollment %s, lesson %s, %s) %s"
                        .formatted(at, result.enrollmentId(), result.lessonId(), ResultRecords.verdict(result), what));
    }

    /** A request record was read; clients' journals are compared with what became of it. */
    void requestSeen(@Nullable CompletionRequest request, List<Decided> found) {
        if (!withJournal || request == null) {
            return;
        }
        var entry = Entries.request(request.enrollmentId(), request.requestId(), false);
        Decided first = found.isEmpty() ? null : found.get(0);
        entries.add(entry.optionalText(first == null ? null : ResultRecords.verdict(first.result()))
                .toBytes());
    }
}
