package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_CHANGES;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.COURSE_OUTLINES;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.LMS_COURSES;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.DeadLetters;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.verify.history.Log;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Writes records as Debezium, the API, the streams-app and the sink would, one step of the clock after the other. */
final class HistoryWriter {

    final MemoryHistory history = new MemoryHistory();
    long now = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    private long lsn = 100;

    static int partition(String enrollment) {
        return Topics.partitionOf(enrollment, MemoryHistory.PARTITIONS);
    }

    static Log log(Topic<?> topic, String enrollment) {
        return Log.of(topic, partition(enrollment));
    }

    void pass(long millis) {
        now += millis;
    }

    void course(String id) {
        catalog(id, "{'__table':'course','__op':'c','id':'%s','published':true".formatted(id));
    }

    void lesson(String course, String id, boolean required) {
        catalog(
                course,
                "{'__table':'lesson','__op':'c','id':'%s','course_id':'%s','required':%s"
                        .formatted(id, course, required));
    }

    /** A row of the catalog, in single quotes and without its end. */
    void catalog(String key, String row) {
        write(Log.of(LMS_COURSES, 0), key, row);
    }

    long enrollment(String id, String learner, String course, String status) {
        return write(
                log(LMS_ENROLLMENTS, id),
                id,
                "{'__table':'enrollment','__op':'u','id':'%s','learner_id':'%s','course_id':'%s','status':'%s'"
                        .formatted(id, learner, course, status));
    }

    /** The enrollment is over since then. */
    void ended(String id, String learner, String course, Instant endedAt) {
        write(
                log(LMS_ENROLLMENTS, id),
                id,
                ("{'__table':'enrollment','__op':'u','id':'%s','learner_id':'%s','course_id':'%s','status':'inactive',"
                                + "'ended_at':'%s','__source_ts_ms':%d")
                        .formatted(id, learner, course, endedAt, now));
    }

    long progress(String enrollment, String lesson) {
        return progress(enrollment, lesson, Instant.ofEpochMilli(now));
    }

    long progress(String enrollment, String lesson, Instant completedAt) {
        return write(
                log(LMS_ENROLLMENTS, enrollment),
                enrollment,
                "{'__table':'progress','__op':'r','enrollment_id':'%s','lesson_id':'%s','completed_at':'%s'"
                        .formatted(enrollment, lesson, completedAt));
    }

    /** A row that says only that the lesson was opened. */
    void opened(String enrollment, String lesson) {
        write(
                log(LMS_ENROLLMENTS, enrollment),
                enrollment,
                "{'__table':'progress','__op':'c','enrollment_id':'%s','lesson_id':'%s','completed_at':null"
                        .formatted(enrollment, lesson));
    }

    /** A row of which the connector could not read the time. */
    long unreadable(String enrollment, String lesson) {
        return write(
                log(LMS_ENROLLMENTS, enrollment),
                enrollment,
                "{'__table':'progress','__op':'c','enrollment_id':'%s','lesson_id':'%s','__row':'r-%s','__unreadable':'why'"
                        .formatted(enrollment, lesson, lesson));
    }

    /** The same row, deleted. */
    void deleted(String enrollment, String lesson) {
        write(
                log(LMS_ENROLLMENTS, enrollment),
                enrollment,
                "{'__table':'progress','__op':'d','enrollment_id':'%s','lesson_id':'%s','__row':'r-%s'"
                        .formatted(enrollment, lesson, lesson));
    }

    private long write(Log log, String key, String row) {
        String json = row.replace('\'', '"') + ",\"__source_lsn\":" + lsn++ + "}";
        return history.append(log, now, key, json.getBytes(UTF_8), Map.of());
    }

    void outline(CourseOutline outline) {
        String id = Ids.eventIdOfOutline(outline.courseId(), outline.version()).toString();
        for (int partition = 0; partition < MemoryHistory.PARTITIONS; partition++) {
            append(
                    Log.of(COURSE_OUTLINES, partition),
                    outline.courseId(),
                    COURSE_OUTLINES,
                    outline,
                    Map.of(CloudEvents.ID, id));
        }
    }

    /** A client asks; the request's offset. */
    long ask(UUID id, String enrollment, String lesson, @org.jspecify.annotations.Nullable String learner) {
        Instant at = Instant.ofEpochMilli(now);
        return ask(new CompletionRequest(id, enrollment, lesson, at, at, "client", learner));
    }

    /** A client asks so; the request's offset. */
    long ask(CompletionRequest request) {
        String enrollment = request.enrollmentId();
        return append(log(COMPLETION_REQUESTS, enrollment), enrollment, COMPLETION_REQUESTS, request, Map.of());
    }

    /** Somebody writes what is no request, and it is put aside. */
    void nonsense(String key) {
        Log log = log(COMPLETION_REQUESTS, key);
        byte[] value = "nonsense".getBytes(UTF_8);
        long offset = history.append(log, now, key, value, Map.of());
        history.append(
                Log.ofDeadLetters(COMPLETION_REQUESTS, log.partition()),
                now,
                key,
                value,
                Map.of(
                        DeadLetters.TOPIC,
                        log.topic(),
                        DeadLetters.PARTITION,
                        String.valueOf(log.partition()),
                        DeadLetters.OFFSET,
                        String.valueOf(offset)));
    }

    /** The streams-app says so, of a lesson that was never taken back where it is accepted. */
    void decide(CompletionResult result) {
        decide(
                result,
                result.status() == Status.ACCEPTED
                        ? Ids.eventIdOfAcceptance(result.enrollmentId(), result.lesson())
                        : Ids.eventIdOfVerdict(result.position()));
    }

    /** The streams-app says so, and the sink stores it. */
    void decide(CompletionResult result, UUID id) {
        Map<String, String> headers = Map.of(
                CloudEvents.ID,
                id.toString(),
                CloudEvents.TYPE,
                CloudEvents.Type.of(result).text());
        append(
                log(COMPLETION_RESULTS, result.enrollmentId()),
                result.enrollmentId(),
                COMPLETION_RESULTS,
                result,
                headers);
        store(result);
    }

    private void store(CompletionResult result) {
        if (result.status() == Status.ACCEPTED) {
            history.lessonRows.add(result.asStored());
        } else if (result.status() == Status.REVOKED || result.status() == Status.RESET) {
            var gone = history.lessonRows.stream()
                    .filter(row -> row.enrollmentId().equals(result.enrollmentId())
                            && (result.lessonId() == null || row.lesson().equals(result.lesson())))
                    .toList();
            history.lessonRows.removeAll(gone);
            gone.forEach(row -> history.endedRows.add(EndedLesson.of(row, result)));
        }
        boolean isCarriedOut = result.sequence() != null && result.status() != Status.REPLAYED;
        if (result.command() != null && isCarriedOut) {
            history.commandRows.add(CarriedOut.of(result));
        }
    }

    void complete(CourseCompletion completion) {
        Topic<CourseCompletion> topic =
                completion.origin() == Origin.IMPORT ? IMPORTED_COURSE_COMPLETIONS : COURSE_COMPLETIONS;
        String id = Ids.eventIdOfCourseCompletion(completion.enrollmentId(), completion.number())
                .toString();
        append(
                log(topic, completion.enrollmentId()),
                completion.enrollmentId(),
                topic,
                completion,
                Map.of(CloudEvents.ID, id));
        history.courseRows.add(completion.asStored());
    }

    void change(CourseChange change) {
        Map<String, String> headers = Map.of(
                CloudEvents.ID,
                Ids.eventIdOfCourseChange(change).toString(),
                CloudEvents.TYPE,
                CloudEvents.Type.of(change).text());
        append(log(COURSE_CHANGES, change.enrollmentId()), change.enrollmentId(), COURSE_CHANGES, change, headers);
        history.changeRows.add(change);
    }

    /** Everything is read and stored: what is written from now on is not. */
    void catchUp() {
        history.logs.keySet().forEach(log -> {
            history.consumed.put(log, history.extent(log).end());
            history.stored.put(log, history.extent(log).end());
        });
        history.takenAt = now;
    }

    private <V> long append(Log log, String key, Topic<V> topic, V value, Map<String, String> headers) {
        byte[] bytes = Objects.requireNonNull(topic.serde().serialize(topic.name(), value));
        return history.append(log, now, key, bytes, headers);
    }
}
