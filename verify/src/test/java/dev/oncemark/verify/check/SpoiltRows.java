package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.verify.check.HistoryWriter.log;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseCompletion;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Ways to spoil course completions, and what PostgreSQL has. Each is named by what the verifier has to call it. */
final class SpoiltRows {

    private static final String RESULTS = COMPLETION_RESULTS.name();

    private SpoiltRows() {}

    static Stream<Arguments> spoiltCourses() {
        String topic = COURSE_COMPLETIONS.name();
        return Stream.of(
                spoilt(
                        Violation.COURSE_COMPLETED_TWICE,
                        "complete a course twice",
                        h -> h.repeat(h.find(topic, "e-ann"))),
                spoilt(
                        Violation.COURSE_COMPLETION_MISSING,
                        "lose a course completion",
                        h -> h.drop(h.find(topic, "e-ann"))),
                spoilt(
                        Violation.COURSE_COMPLETION_LATE,
                        "complete a course late",
                        h -> h.edit(h.find(topic, "e-ann"), json -> json.put("sequence", 3))),
                spoilt(
                        Violation.COURSE_COMPLETED_WRONGLY,
                        "complete a course too early",
                        h -> h.edit(h.find(topic, "e-ann"), json -> json.put("sequence", 1))),
                spoilt(
                        Violation.COURSE_COMPLETION_DIFFERS,
                        "miscount the lessons",
                        h -> h.edit(h.find(topic, "e-ann"), json -> json.put("requiredLessons", 7))),
                spoilt(
                        Violation.COURSE_COMPLETION_DIFFERS,
                        "date a course by a lesson that it does not require",
                        h -> h.edit(
                                h.find(topic, "e-dan"),
                                json -> json.put(
                                        "completedAt",
                                        String.valueOf(h.row(row -> row.lesson().equals("rings")
                                                        && row.enrollmentId().equals("e-dan"))
                                                .completedAt())))),
                spoilt(
                        Violation.COURSE_COMPLETION_DIFFERS,
                        "date a course ahead of its decision",
                        h -> h.edit(h.find(topic, "e-ann"), json -> json.put("decidedAt", "2026-03-01T09:00:00Z"))),
                spoilt(
                        Violation.COURSE_COMPLETED_UNREAD,
                        "complete a course while a row cannot be read",
                        h -> h.edit(
                                h.find(topic, "e-dan"),
                                json -> json.put(
                                        "decidedAt",
                                        Instant.parse(json.get("decidedAt").asString())
                                                .minusSeconds(20)
                                                .toString()))),
                spoilt(Violation.COURSE_ROW_MISSING, "lose a course's row", h -> h.courseRows.remove(0)),
                spoilt(
                        Violation.COURSE_ROW_WITHOUT_COMPLETION,
                        "add a course's row",
                        h -> h.courseRows.add(new CourseCompletion(
                                "e-bob",
                                "algebra",
                                "bob",
                                Instant.EPOCH,
                                1,
                                2,
                                2,
                                h.courseRows.get(0).origin()))),
                spoilt(Violation.COURSE_ROW_DIFFERS, "change a course's row", h -> {
                    CourseCompletion row = h.courseRows.remove(0);
                    h.courseRows.add(new CourseCompletion(
                            row.enrollmentId(),
                            row.courseId(),
                            row.learnerId(),
                            row.completedAt().plusMillis(1),
                            row.catalogVersion(),
                            row.requiredLessons(),
                            row.sequence(),
                            row.origin()));
                }));
    }

    static Stream<Arguments> spoiltRows() {
        return Stream.of(
                spoilt(Violation.ROW_MISSING, "lose a row", h -> h.lessonRows.remove(0)),
                spoilt(
                        Violation.ROW_MISSING,
                        "say that more is stored",
                        h -> h.stored.put(
                                log(COMPLETION_RESULTS, "e-ann"),
                                h.extent(log(COMPLETION_RESULTS, "e-ann")).end())),
                spoilt(
                        Violation.ROW_WITHOUT_RESULT,
                        "say that less is stored",
                        h -> h.stored.put(log(COMPLETION_RESULTS, "e-ann"), 0L)),
                spoilt(
                        Violation.ROW_WITHOUT_RESULT,
                        "keep a row that nothing accepted",
                        h -> h.drop(h.find(RESULTS, "e-zoe", "ACCEPTED"))),
                spoilt(Violation.ROW_DIFFERS, "wrong request id in a row", h -> {
                    CompletionResult row = h.row(each -> each.enrollmentId().equals("e-bob"));
                    h.lessonRows.remove(row);
                    h.lessonRows.add(withRequest(row, new UUID(9, 9)));
                }),
                spoilt(
                        Violation.STORED_BEYOND_THE_END,
                        "store what is not there",
                        h -> h.stored.put(log(COMPLETION_RESULTS, "e-ann"), 1_000L)));
    }

    private static Arguments spoilt(Violation violation, String how, Consumer<MemoryHistory> spoil) {
        return arguments(violation, how, spoil);
    }

    private static CompletionResult withRequest(CompletionResult row, UUID request) {
        return CompletionResult.accepted(
                new Subject(request, row.enrollmentId(), row.lessonId(), row.occurredAt(), row.position()),
                new Basis(row.decidedAt(), row.courseId(), row.learnerId(), row.catalogVersion()),
                Objects.requireNonNull(row.sequence()),
                null);
    }
}
