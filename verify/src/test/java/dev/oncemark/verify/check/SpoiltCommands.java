package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oncemark.contracts.Ids;
import dev.oncemark.verify.check.MemoryHistory.Place;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.node.ObjectNode;

/** Ways to spoil what became of commands. Each is named by what the verifier has to call it. */
final class SpoiltCommands {

    private static final String RESULTS = COMPLETION_RESULTS.name();
    private static final String REQUESTS = COMPLETION_REQUESTS.name();
    private static final String EVE = "e-eve";

    private SpoiltCommands() {}

    static Stream<Arguments> all() {
        return Stream.of(revocations(), resets(), waivers(), attempts(), ids()).flatMap(each -> each);
    }

    private static Stream<Arguments> revocations() {
        return Stream.of(
                result(Violation.REVOKED_WRONGLY, "take back what is not complete", "NOT_COMPLETED", json -> {
                    json.put("status", "REVOKED")
                            .put("sequence", 4)
                            .put("requiredCompleted", 1)
                            .put("required", 2);
                    json.remove("reason");
                }),
                result(
                        Violation.REVOKED_WRONGLY,
                        "take back twice by one request",
                        "REPLAYED",
                        json -> json.put("status", "REVOKED")
                                .put("requiredCompleted", 1)
                                .put("required", 2)),
                result(
                        Violation.REVOKED_WRONGLY,
                        "do not say which request it was",
                        "REVOKED",
                        json -> json.remove("revokedRequestId")),
                result(
                        Violation.REVOKED_WRONGLY,
                        "do not say which completion ended",
                        "REVOKED",
                        json -> json.remove("endedCompletion")),
                spoilt(
                        Violation.REVOKED_WRONGLY,
                        "take back another than was meant",
                        h -> h.edit(
                                h.find(REQUESTS, EVE, "REVOKE"),
                                json -> json.withObject("command").put("revokes", id(5)))),
                result(Violation.REJECTED_WRONGLY, "take back nothing", "REVOKED", json -> {
                    json.put("status", "REJECTED").put("reason", "NOT_COMPLETED");
                    json.remove("sequence");
                }),
                result(
                        Violation.REPLAYED_WRONGLY,
                        "repeat another change",
                        "REPLAYED",
                        json -> json.put("sequence", 2)),
                spoilt(Violation.SEQUENCE_BROKEN, "lose a take-back", h -> h.drop(h.find(RESULTS, EVE, "\"REVOKED\""))),
                spoilt(
                        Violation.RESULTS_OUT_OF_ORDER,
                        "decide before a command what was asked behind it",
                        h -> h.swap(h.find(RESULTS, "e-hal", "REVOKED"), h.find(RESULTS, "e-hal", "sets"))),
                spoilt(
                        Violation.RESULTS_OUT_OF_ORDER,
                        "decide behind a command what was asked before it",
                        h -> h.swap(h.find(RESULTS, "e-hal", "integrals"), h.find(RESULTS, "e-hal", "REVOKED"))),
                result(
                        Violation.RESULT_DIFFERS_FROM_REQUEST,
                        "name somebody else",
                        "REVOKED",
                        json -> json.put("actorId", "somebody")),
                result(
                        Violation.RESULT_DIFFERS_FROM_REQUEST,
                        "mistake what the client stated",
                        "\"statedAt\"",
                        json -> json.put("statedAt", "2099-01-01T00:00:00Z")),
                result(
                        Violation.RESULT_DIFFERS_FROM_REQUEST,
                        "make up what the client stated",
                        "REVOKED",
                        json -> json.put("statedAt", "2099-01-01T00:00:00Z")),
                result(
                        Violation.RESULT_DIFFERS_FROM_REQUEST,
                        "do not say that it was a command",
                        "NOT_COMPLETED",
                        json -> json.remove("command")));
    }

    private static Stream<Arguments> resets() {
        return Stream.of(
                result(Violation.RESET_WRONGLY, "begin an attempt that is under way", "ATTEMPT_EXISTS", json -> {
                    json.put("status", "RESET").put("sequence", 6);
                    json.remove("reason");
                }),
                result(Violation.RESET_WRONGLY, "skip an attempt", "ATTEMPT_SKIPPED", json -> {
                    json.put("status", "RESET").put("sequence", 6).put("attempt", 4);
                    json.remove("reason");
                }),
                result(
                        Violation.RESET_WRONGLY,
                        "end a completion that is kept",
                        "\"status\":\"RESET\"",
                        json -> json.put("endedCompletion", 2)),
                result(
                        Violation.ATTEMPT_WRONG,
                        "say that a later attempt began before",
                        "ATTEMPT_SKIPPED",
                        json -> json.put("reason", "ATTEMPT_EXISTS")));
    }

    private static Stream<Arguments> waivers() {
        return Stream.of(
                result(
                        Violation.WAIVED_WRONGLY,
                        "waive for another reason",
                        "waiver",
                        json -> json.put("waiver", "ADMINISTRATIVE")),
                result(
                        Violation.WAIVED_WRONGLY,
                        "do not say that it is a waiver",
                        "waiver",
                        json -> json.remove("waiver")),
                result(
                        Violation.WAIVED_WRONGLY,
                        "call it a waiver",
                        "\"lessonId\":\"rings\"",
                        json -> json.put("waiver", "TESTED_OUT")));
    }

    private static Stream<Arguments> attempts() {
        return Stream.of(
                spoilt(Violation.ATTEMPT_WRONG, "take a retry of what has ended", h -> {
                    Place result = h.find(RESULTS, EVE, "ATTEMPT_OVER");
                    h.edit(result, SpoiltCommands::accept);
                }),
                spoilt(Violation.ATTEMPT_WRONG, "take what occurred before it was taken back", h -> {
                    String first = h.find(REQUESTS, EVE).text();
                    h.edit(h.find(RESULTS, EVE, "ATTEMPT_OVER", occurredAt(first)), SpoiltCommands::accept);
                }),
                result(
                        Violation.ATTEMPT_WRONG,
                        "say that it is over before it begins",
                        "ATTEMPT_NOT_BEGUN",
                        json -> json.put("reason", "ATTEMPT_OVER")),
                result(
                        Violation.ATTEMPT_WRONG,
                        "say another attempt",
                        "\"lessonId\":\"rings\"",
                        json -> json.put("attempt", 2)),
                spoilt(
                        Violation.ATTEMPT_WRONG,
                        "turn away what is of no other attempt",
                        h -> h.edit(h.find(RESULTS, EVE, "ACCEPTED", "\"sequence\":7"), json -> {
                            json.put("status", "REJECTED").put("reason", "ATTEMPT_OVER");
                            json.remove("sequence");
                        })),
                result(
                        Violation.STANDING_WRONG,
                        "miscount what is complete",
                        "\"sequence\":2",
                        json -> json.put("requiredCompleted", 1)),
                result(Violation.STANDING_WRONG, "do not say how much is left", "REVOKED", json -> {
                    json.remove("required");
                    json.remove("requiredCompleted");
                }),
                spoilt(Violation.IMPORT_WRONG, "import what was taken back", SpoiltCommands::importAgain));
    }

    private static Stream<Arguments> ids() {
        return Stream.of(
                spoilt(
                        Violation.EVENT_ID_TWICE,
                        "accept again under the same event id",
                        h -> h.rename(
                                h.find(RESULTS, EVE, "ACCEPTED", "\"sequence\":4"),
                                Ids.eventIdOfAcceptance(EVE, "sets"))),
                spoilt(
                        Violation.EVENT_ID_WRONG,
                        "accept the first time under a later event id",
                        h -> h.rename(
                                h.find(RESULTS, EVE, "ACCEPTED", "\"sequence\":1,"),
                                Ids.eventIdOfLaterAcceptance(EVE, "sets", 1))));
    }

    /** A row from before the attempt comes again, and is taken for one of now. */
    private static void importAgain(MemoryHistory history) {
        Place row = history.find(LMS_ENROLLMENTS.name(), EVE, "progress");
        Place last = history.find(RESULTS, EVE, "\"lessonId\":\"rings\"");
        history.repeat(last);
        Place added = history.places(RESULTS).stream()
                .filter(place -> place.text().equals(last.text()))
                .reduce((first, second) -> second)
                .orElseThrow();
        String occurredAt = row.text().replaceFirst(".*\"completed_at\":\"([^\"]*)\".*", "$1");
        history.edit(
                added,
                json -> json.put("requestId", Ids.requestIdOfImport(EVE, "maps").toString())
                        .put("lessonId", "maps")
                        .put("origin", "IMPORT")
                        .put("occurredAt", occurredAt)
                        .put("completedAt", occurredAt)
                        .put("sequence", 10)
                        .put("requiredCompleted", 1)
                        .put("inTopic", LMS_ENROLLMENTS.name())
                        .put("inOffset", row.stored().offset()));
    }

    private static void accept(ObjectNode json) {
        json.put("status", "ACCEPTED")
                .put("sequence", 4)
                .put("completedAt", json.get("occurredAt").asString());
        json.remove("reason");
    }

    private static String occurredAt(String request) {
        return request.replaceFirst(".*(\"occurredAt\":\"[^\"]*\").*", "$1");
    }

    private static Arguments result(Violation violation, String how, String text, Consumer<ObjectNode> change) {
        return spoilt(violation, how, h -> h.edit(h.find(RESULTS, EVE, text), change));
    }

    private static Arguments spoilt(Violation violation, String how, Consumer<MemoryHistory> spoil) {
        return arguments(violation, how, spoil);
    }

    private static String id(long number) {
        return new UUID(0, number).toString();
    }
}
