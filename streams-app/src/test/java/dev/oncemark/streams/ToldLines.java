package dev.oncemark.streams;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** What the app told in a history, by enrollment, in order: as lines of all fields but positions, versions and times of it. */
final class ToldLines {

    private record Completed(CourseCompletion completion, UUID event, boolean isImported) {}

    private final Map<String, List<String>> results = new TreeMap<>();
    private final Map<String, List<String>> changes = new TreeMap<>();
    private final Map<String, List<Completed>> completions = new TreeMap<>();
    private final Set<UUID> events = new HashSet<>();
    private final List<String> wrongEvents = new ArrayList<>();
    private final Set<String> kinds;

    private ToldLines(Set<String> kinds) {
        this.kinds = kinds;
    }

    /** Reads what was told of the enrollments of these ids, and adds to {@code kinds} of what kinds it was. */
    static ToldLines of(TestedTopology tested, RandomIds ids, Set<String> kinds) {
        var told = new ToldLines(kinds);
        tested.out(Topics.COMPLETION_RESULTS).readRecordsToList().stream()
                .filter(record -> ids.isOwn(record.key()))
                .forEach(told::result);
        tested.out(Topics.COURSE_CHANGES).readRecordsToList().stream()
                .filter(record -> ids.isOwn(record.key()))
                .forEach(told::change);
        tested.out(Topics.COURSE_COMPLETIONS).readRecordsToList().stream()
                .filter(record -> ids.isOwn(record.key()))
                .forEach(record -> told.completion(record, false));
        tested.out(Topics.IMPORTED_COURSE_COMPLETIONS).readRecordsToList().stream()
                .filter(record -> ids.isOwn(record.key()))
                .forEach(record -> told.completion(record, true));
        told.completions
                .values()
                .forEach(all ->
                        all.sort(Comparator.comparing(done -> done.completion().number())));
        return told;
    }

    private void result(TestRecord<String, CompletionResult> record) {
        kinds.add(kind(record.value()));
        add(results, record.key(), line(record.value(), event(record)));
    }

    private void change(TestRecord<String, CourseChange> record) {
        CourseChange change = record.value();
        kinds.add(change.change() + " by " + change.cause());
        if (!event(record).equals(Ids.eventIdOfCourseChange(change))) {
            wrongEvents.add("of " + change);
        }
        add(changes, record.key(), line(change));
    }

    private void completion(TestRecord<String, CourseCompletion> record, boolean isImported) {
        CourseCompletion completion = record.value();
        kinds.add((completion.number() == 1 ? "FIRST" : "LATER") + " COMPLETION by " + completion.origin());
        add(completions, record.key(), new Completed(completion, event(record), isImported));
    }

    private UUID event(TestRecord<?, ?> record) {
        byte[] id = record.headers().lastHeader(CloudEvents.ID).value();
        UUID event = UUID.fromString(new String(id, StandardCharsets.UTF_8));
        if (!events.add(event)) {
            wrongEvents.add("twice: " + record.value());
        }
        return event;
    }

    private static <T> void add(Map<String, List<T>> told, String enrollment, T line) {
        told.computeIfAbsent(enrollment, id -> new ArrayList<>()).add(line);
    }

    private static String kind(CompletionResult result) {
        if (result.status() == Status.REJECTED) {
            return result.reason() + (result.originalRequestId() == null ? "" : " with the original");
        }
        String by = result.command() == null
                ? result.origin().name()
                : result.command().name();
        return result.status() + " " + by + (result.endedCompletion() == null ? "" : " with the completion");
    }

    /** How this and what the model told differ, or null. */
    @Nullable
    String differences(ReferenceModel model) {
        Map<String, List<String>> lines = new TreeMap<>();
        Map<String, List<Instant>> dates = new TreeMap<>();
        Map<String, List<Instant>> expectedDates = new TreeMap<>();
        completions.forEach((id, all) -> {
            lines.put(id, all.stream().map(ToldLines::line).toList());
            dates.put(
                    id,
                    all.stream().map(done -> done.completion().completedAt()).toList());
            List<Instant> decidedAt = all.stream()
                    .map(done -> Objects.requireNonNull(done.completion().decidedAt()))
                    .toList();
            expectedDates.put(id, model.dates(id, decidedAt));
        });
        List<String> differences = new ArrayList<>();
        compare("results", results, model.results(), differences);
        compare("completions", lines, model.completions(), differences);
        compare("dates", dates, expectedDates, differences);
        compare("changes", changes, model.changes(), differences);
        wrongEvents.forEach(wrong -> differences.add("event id " + wrong));
        return differences.isEmpty() ? null : String.join("\n", differences);
    }

    private static <T> void compare(
            String what, Map<String, List<T>> told, Map<String, List<T>> expected, List<String> differences) {
        Set<String> ids = new TreeSet<>(told.keySet());
        ids.addAll(expected.keySet());
        for (String id : ids) {
            List<T> one = told.getOrDefault(id, List.of());
            List<T> other = expected.getOrDefault(id, List.of());
            if (!one.equals(other)) {
                int at = 0;
                while (at < Math.min(one.size(), other.size()) && one.get(at).equals(other.get(at))) {
                    at++;
                }
                differences.add("%s of %s from %d on:%n  told     %s%n  expected %s"
                        .formatted(what, id, at, one.subList(at, one.size()), other.subList(at, other.size())));
            }
        }
    }

    /** The event's id is compared of acceptances alone: those of others follow from the request's position. */
    private static String line(CompletionResult result, UUID event) {
        boolean isAcceptance = result.status() == CompletionResult.Status.ACCEPTED;
        return new Line()
                .with("status", result.status())
                .with("request", result.requestId())
                .with("lesson", result.lessonId())
                .with("course", result.courseId())
                .with("learner", result.learnerId())
                .with("reason", result.reason())
                .with("original", result.originalRequestId())
                .with("at", result.completedAt())
                .with("stated", result.statedAt())
                .with("sequence", result.sequence())
                .with("origin", result.origin())
                .with("attempt", result.attemptNumber())
                .with("completed", result.requiredCompleted())
                .with("required", result.required())
                .with("command", result.command())
                .with("why", result.commandReason())
                .with("actor", result.actorId())
                .with("waiver", result.waiver())
                .with("revoked", result.revokedRequestId())
                .with("ended", result.endedCompletion())
                .with("event", isAcceptance ? event : null)
                .toString();
    }

    /** Its date is compared apart. */
    private static String line(Completed done) {
        CourseCompletion completion = done.completion();
        return new Line()
                .with("course", completion.courseId())
                .with("learner", completion.learnerId())
                .with("completion", completion.number())
                .with("attempt", completion.attemptNumber())
                .with("origin", completion.origin())
                .with("required", completion.requiredLessons())
                .with("sequence", completion.sequence())
                .with("imported", done.isImported())
                .with("event", done.event())
                .toString();
    }

    private static String line(CourseChange change) {
        return new Line()
                .with("change", change.change())
                .with("course", change.courseId())
                .with("learner", change.learnerId())
                .with("completion", change.completion())
                .with("attempt", change.attemptNumber())
                .with("sequence", change.sequence())
                .with("cause", change.cause())
                .with("request", change.requestId())
                .with("why", change.commandReason())
                .with("missing", change.missing())
                .with("lessons", change.missingLessons())
                .toString();
    }
}
