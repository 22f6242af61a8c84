package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COURSE_CHANGES;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.COURSE_OUTLINES;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.verify.check.MemoryHistory.Place;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.node.ObjectNode;

/** Ways to spoil what is told of courses after they were completed, and the rows of what ended. */
final class SpoiltChanges {

    private static final String CHANGES = COURSE_CHANGES.name();
    private static final String COMPLETIONS = COURSE_COMPLETIONS.name();

    private SpoiltChanges() {}

    static Stream<Arguments> all() {
        return Stream.concat(
                Stream.of("REVOKED", "ATTEMPT_STARTED", "REOPENED", "RESTORED", "CONTENT_CHANGED")
                        .map(change -> spoilt(
                                change.startsWith("RE") && !change.equals("REVOKED")
                                        ? Violation.COURSE_CHANGE_UNFOUNDED
                                        : Violation.COURSE_CHANGE_MISSING,
                                "lose " + change,
                                h -> h.drop(h.find(CHANGES, change)))),
                Stream.of(
                        spoilt(Violation.COURSE_CHANGE_MISSING, "do not restore what is whole again", h -> {
                            everywhere(h, "\"version\":5", SpoiltChanges::withoutHeat);
                            drop(h, "\"catalogVersion\":5");
                            h.drop(h.find(CHANGES, "RESTORED"));
                            h.drop(h.find(COMPLETIONS, "e-fay", "\"completion\":2"));
                        }),
                        spoilt(Violation.COURSE_CHANGE_MISSING, "do not reopen what is not whole", h -> {
                            drop(h, "\"catalogVersion\":5");
                            h.drop(h.find(COMPLETIONS, "e-fay", "\"completion\":2"));
                            h.drop(h.find("completion-results", "e-fay", "heat"));
                        }),
                        unfounded("miscount what is missing", "REVOKED", json -> json.put("missing", 2)),
                        unfounded("end what stands", "CONTENT_CHANGED", json -> json.put("change", "REOPENED")),
                        unfounded("name another command", "ATTEMPT_STARTED", json -> json.put("commandReason", "WHY")),
                        unfounded("say that a lesson is missing that is not", "REOPENED", SpoiltChanges::missMotion),
                        unfounded(
                                "tell of an earlier completion", "ATTEMPT_STARTED", json -> json.put("completion", 1)),
                        spoilt(
                                Violation.COURSE_CHANGE_UNFOUNDED,
                                "reopen by no policy",
                                h -> everywhere(h, "\"courseId\":\"physics\"", json -> json.remove("policy"))),
                        spoilt(
                                Violation.COURSE_CHANGE_UNFOUNDED,
                                "restore what is not whole",
                                h -> everywhere(
                                        h,
                                        "\"version\":4",
                                        json -> json.withArray("lessons")
                                                .addObject()
                                                .put("lessonId", "heat")
                                                .put("required", true)
                                                .put("ordinal", 1))),
                        spoilt(
                                Violation.COURSE_COMPLETED_TWICE,
                                "complete again what was restored",
                                h -> h.drop(last(h, "REOPENED"))),
                        spoilt(
                                Violation.COURSE_COMPLETION_MISSING,
                                "lose a completion between others",
                                h -> h.drop(h.find(COMPLETIONS, "e-eve", "\"completion\":2"))),
                        spoilt(
                                Violation.COURSE_COMPLETION_DIFFERS,
                                "complete in another attempt",
                                h -> h.edit(
                                        h.find(COMPLETIONS, "e-eve", "\"completion\":3"),
                                        json -> json.put("attempt", 3))),
                        spoilt(
                                Violation.EVENT_ID_TWICE,
                                "complete again under the same event id",
                                h -> h.rename(
                                        h.find(COMPLETIONS, "e-eve", "\"completion\":2"),
                                        Ids.eventIdOfCourseCompletion("e-eve"))),
                        spoilt(
                                Violation.EVENT_ID_TWICE,
                                "tell a change twice",
                                h -> h.repeat(h.find(CHANGES, "RESTORED"))),
                        spoilt(
                                Violation.RESULT_UNREADABLE,
                                "break a change",
                                h -> h.edit(h.find(CHANGES, "RESTORED"), json -> json.remove("cause")))));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                spoilt(Violation.HISTORY_MISSING, "forget what ended", h -> h.endedRows.remove(0)),
                spoilt(Violation.HISTORY_DIFFERS, "forget what ended it", h -> {
                    EndedLesson row = h.endedRows.remove(0);
                    h.endedRows.add(EndedLesson.of(row.accepted(), null));
                }),
                spoilt(Violation.HISTORY_DIFFERS, "let end what stands", h -> {
                    CompletionResult row = h.row(each -> each.enrollmentId().equals("e-bob"));
                    h.endedRows.add(EndedLesson.of(row, null));
                }),
                spoilt(
                        Violation.ROW_WITHOUT_RESULT,
                        "let stand what ended",
                        h -> h.lessonRows.add(h.endedRows.get(1).accepted())),
                spoilt(Violation.COMMAND_ROW_MISSING, "forget a command", h -> h.commandRows.remove(0)),
                spoilt(Violation.COMMAND_ROW_DIFFERS, "change a command", h -> {
                    CarriedOut row = h.commandRows.remove(0);
                    h.commandRows.add(edited(row, CarriedOut.class, json -> json.put("actorId", "somebody")));
                }),
                spoilt(Violation.CHANGE_ROW_MISSING, "forget a course change", h -> h.changeRows.remove(0)),
                spoilt(Violation.CHANGE_ROW_DIFFERS, "change a course change", h -> {
                    CourseChange row = h.changeRows.remove(0);
                    h.changeRows.add(edited(row, CourseChange.class, json -> json.put("missing", 7)));
                }),
                spoilt(
                        Violation.COURSE_ROW_MISSING,
                        "keep the first completion alone",
                        h -> h.courseRows.removeIf(row -> row.number() > 1)));
    }

    private static <V> V edited(V row, Class<V> type, Consumer<ObjectNode> change) {
        ObjectNode json = JsonSerde.MAPPER.valueToTree(row);
        change.accept(json);
        return JsonSerde.MAPPER.treeToValue(json, type);
    }

    private static Place last(MemoryHistory history, String change) {
        List<Place> places = history.places(CHANGES).stream()
                .filter(place -> place.text().contains(change))
                .toList();
        return places.get(places.size() - 1);
    }

    private static void drop(MemoryHistory history, String text) {
        history.places(CHANGES).stream()
                .filter(place -> place.text().contains(text))
                .forEach(history::drop);
    }

    private static void withoutHeat(ObjectNode outline) {
        if (outline.get("courseId").asString().equals("physics")) {
            outline.withArray("lessons").remove(1);
        }
    }

    private static void missMotion(ObjectNode json) {
        json.put("missing", 2).withArray("missingLessons").add("motion");
    }

    private static void everywhere(MemoryHistory history, String text, Consumer<ObjectNode> change) {
        history.places(COURSE_OUTLINES.name()).stream()
                .filter(place -> place.text().contains(text))
                .forEach(place -> history.edit(place, change));
    }

    private static Arguments unfounded(String how, String change, Consumer<ObjectNode> spoil) {
        return spoilt(Violation.COURSE_CHANGE_UNFOUNDED, how, h -> h.edit(h.find(CHANGES, change), spoil));
    }

    private static Arguments spoilt(Violation violation, String how, Consumer<MemoryHistory> spoil) {
        return arguments(violation, how, spoil);
    }
}
