package dev.oncemark.reconcile;

import static dev.oncemark.contracts.Topics.LMS_COURSES;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.live.CannotCheckException;
import dev.oncemark.verify.live.LogReader;
import dev.oncemark.verify.live.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * What is to be ended.
 *
 * @param active how many enrollments the streams-app takes requests for
 * @param gone those of them that the platform's latest whole snapshot did not have, and that did not come later; in order,
 *     with the version of the row by which each is active
 */
record Reconciliation(int active, SortedMap<String, Long> gone) {

    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(25);

    /** @throws CannotCheckException if the broker does not answer, or has no whole snapshot */
    static Reconciliation read(Map<String, Object> kafka, String application) {
        try (Admin admin = Admin.create(kafka);
                LogReader reader = new LogReader(kafka, offsets -> {})) {
            Snapshot ends = new Snapshot(admin, LONGEST_TRANSACTION);
            Map<String, Integer> topics = ends.topics();
            // First what is known, then the rows: an enrollment that comes between the two is not missed by mistake.
            ActiveEnrollments active = new ActiveEnrollments();
            extents(ends, topics, Stream.of(ActiveEnrollments.topic(application)))
                    .forEach((log, extent) -> reader.read(log, extent.start(), extent.end(), active::add));
            EnrollmentRows rows = new EnrollmentRows();
            extents(ends, topics, Stream.of(LMS_COURSES.name(), LMS_ENROLLMENTS.name()))
                    .forEach((log, extent) -> reader.read(log, extent.start(), extent.end(), rows::add));
            Long snapshot = rows.latestSnapshot();
            if (snapshot == null) {
                throw new CannotCheckException("%s has no whole snapshot of the platform's enrollments: take one first"
                        .formatted(LMS_ENROLLMENTS.name()));
            }
            SortedMap<String, Long> gone = new TreeMap<>(active.rowVersions());
            gone.keySet().retainAll(rows.missing(active.rowVersions().keySet(), snapshot));
            return new Reconciliation(active.rowVersions().size(), gone);
        }
    }

    private static Map<Log, Extent> extents(Snapshot ends, Map<String, Integer> topics, Stream<String> names) {
        List<Log> logs = names.flatMap(name -> {
                    Integer partitions = topics.get(name);
                    if (partitions == null) {
                        throw new CannotCheckException("the broker has no topic " + name);
                    }
                    return IntStream.range(0, partitions).mapToObj(number -> new Log(name, number));
                })
                .toList();
        return ends.extents(logs);
    }

    /** Whether so many are gone that a mistake is likelier: more than a tenth. */
    boolean isSuspicious() {
        return gone.size() * 10L > active;
    }
}
