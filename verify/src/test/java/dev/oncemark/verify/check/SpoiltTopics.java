package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_OUTLINES;
import static dev.oncemark.contracts.Topics.LMS_COURSES;
import static dev.oncemark.verify.check.HistoryWriter.log;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oncemark.verify.check.MemoryHistory.Place;
import dev.oncemark.verify.history.Log;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Ways to spoil what is in the topics. Each is named by what the verifier has to call it. */
final class SpoiltTopics {

    private static final String RESULTS = COMPLETION_RESULTS.name();
    private static final String REQUESTS = COMPLETION_REQUESTS.name();

    private SpoiltTopics() {}

    static Stream<Arguments> all() {
        return Stream.of(
                spoilt(Violation.RESULT_MISSING, "drop a result", h -> h.drop(h.find(RESULTS, "e-bob", "REJECTED"))),
                spoilt(Violation.RESULT_MISSING, "cut the tail", h -> {
                    Log log = log(COMPLETION_RESULTS, "e-zoe");
                    h.log(log)
                            .removeIf(stored -> stored.offset() >= h.extent(log).end() - 5);
                }),
                spoilt(
                        Violation.RESULT_MISSING,
                        "lose a dead letter",
                        h -> h.logs.keySet().removeIf(log -> log.topic().equals(COMPLETION_REQUESTS.deadLetters()))),
                spoilt(Violation.RESULT_TWICE, "double a result", h -> h.repeat(h.find(RESULTS, "ALREADY_COMPLETED"))),
                spoilt(
                        Violation.RESULT_TWICE,
                        "leak an aborted record",
                        h -> h.edit(leaked(h), json -> json.put("decidedAt", "2026-03-01T10:00:00.001Z"))),
                spoilt(
                        Violation.RESULT_WITHOUT_REQUEST,
                        "decide what nobody asked",
                        h -> h.edit(h.find(RESULTS, "UNKNOWN_ENROLLMENT"), json -> json.put("inOffset", 900))),
                spoilt(Violation.RESULT_WITHOUT_REQUEST, "drop a request", h -> h.drop(h.find(REQUESTS, "limits"))),
                spoilt(Violation.RESULT_OF_UNREADABLE, "decide nonsense", h -> {
                    Place request = h.find(REQUESTS, "e-none");
                    h.edit(request, json -> json.remove("lessonId"));
                }),
                spoilt(Violation.DEAD_LETTER_OF_READABLE, "bury a good request", h -> {
                    Place letter = h.find(COMPLETION_REQUESTS.deadLetters(), "nonsense");
                    Place request = h.find(REQUESTS, "limits");
                    Map<String, String> headers =
                            new java.util.HashMap<>(letter.stored().headers());
                    headers.put(
                            "oncemark_in_partition",
                            String.valueOf(request.log().partition()));
                    headers.put(
                            "oncemark_in_offset",
                            String.valueOf(request.stored().offset()));
                    h.append(
                            Log.ofDeadLetters(COMPLETION_REQUESTS, request.log().partition()),
                            0,
                            "e-ann",
                            new byte[0],
                            headers);
                }),
                spoilt(
                        Violation.RESULT_UNREADABLE,
                        "break a result",
                        h -> h.edit(h.find(RESULTS, "e-ann", "REPLAYED"), json -> json.remove("requestId"))),
                spoilt(
                        Violation.RESULT_DIFFERS_FROM_REQUEST,
                        "mistake the request id",
                        h -> h.edit(h.find(RESULTS, "UNKNOWN_ENROLLMENT"), json -> json.put("requestId", id(77)))),
                spoilt(
                        Violation.RESULTS_OUT_OF_ORDER,
                        "swap results of a lesson",
                        h -> h.swap(
                                h.find(RESULTS, "e-ann", "REPLAYED"), h.find(RESULTS, "e-ann", "ALREADY_COMPLETED"))),
                spoilt(
                        Violation.RESULTS_OUT_OF_ORDER,
                        "swap results of which neither waits",
                        h -> h.swap(h.find(RESULTS, "\"part-3\""), h.find(RESULTS, "\"part-4\""))),
                spoilt(
                        Violation.EVENT_ID_WRONG,
                        "give an event another id",
                        h -> h.edit(h.find(RESULTS, "e-bob", "ACCEPTED"), json -> json.put("lessonId", "maps"))),
                spoilt(
                        Violation.TRANSACTION_LEFT_OPEN,
                        "leave a transaction open",
                        h -> h.stuck.add(new Log(RESULTS, 0))),
                spoilt(
                        Violation.OUTLINES_DIFFER,
                        "lose an outline in one partition",
                        h -> h.log(new Log(COURSE_OUTLINES.name(), 1))
                                .removeIf(stored ->
                                        new Place(new Log("", 0), stored).text().contains("\"version\":2"))),
                spoilt(
                        Violation.OUTLINE_DIFFERS_FROM_CATALOG,
                        "lose a lesson's row",
                        h -> h.drop(h.find(LMS_COURSES.name(), "rings"))),
                spoilt(
                        Violation.OUTLINE_DIFFERS_FROM_CATALOG,
                        "lose a section's row",
                        h -> h.drop(h.find(LMS_COURSES.name(), "basics", "section", "s1"))),
                spoilt(
                        Violation.OUTLINE_DIFFERS_FROM_CATALOG,
                        "take a lesson from one of its two courses",
                        h -> h.edit(h.find(LMS_COURSES.name(), "r1"), json -> json.put("__deleted", "true"))),
                spoilt(
                        Violation.OUTLINE_DIFFERS_FROM_CATALOG,
                        "hold no course by a row that cannot be read",
                        h -> everywhere(h, "\"courseId\":\"art\"", json -> json.remove("unreadableRows"))),
                spoilt(
                        Violation.OUTLINE_DIFFERS_FROM_CATALOG,
                        "keep a lesson that a whole snapshot did not bring",
                        h -> everywhere(h, "\"courseId\":\"history\"", SpoiltTopics::withRome)),
                spoilt(
                        Violation.COURSE_COMPLETED_WRONGLY,
                        "complete a course that is not quiet yet",
                        h -> everywhere(h, "\"courseId\":\"algebra\"", json -> json.put("settling", true))),
                spoilt(
                        Violation.COURSE_COMPLETED_WRONGLY,
                        "complete a course with a row that cannot be read",
                        h -> everywhere(h, "\"courseId\":\"algebra\"", json -> json.put("unreadableRows", 1))),
                spoilt(Violation.OUTLINE_NEVER_SETTLED, "never settle an outline", h -> {
                    everywhere(h, "\"courseId\":\"logic\"", json -> json.put("settling", true));
                    h.takenAt += 3_600_000;
                }));
    }

    private static void withRome(tools.jackson.databind.node.ObjectNode outline) {
        outline.withArray("lessons")
                .addObject()
                .put("lessonId", "rome")
                .put("required", true)
                .put("ordinal", 0);
    }

    private static void everywhere(
            MemoryHistory history, String text, Consumer<tools.jackson.databind.node.ObjectNode> change) {
        history.places(COURSE_OUTLINES.name()).stream()
                .filter(place -> place.text().contains(text))
                .forEach(place -> history.edit(place, change));
    }

    private static Arguments spoilt(Violation violation, String how, Consumer<MemoryHistory> spoil) {
        return arguments(violation, how, spoil);
    }

    private static Place leaked(MemoryHistory history) {
        Place accepted = history.find(RESULTS, "e-bob", "ACCEPTED");
        history.repeat(accepted);
        return accepted;
    }

    private static String id(long number) {
        return new UUID(0, number).toString();
    }
}
