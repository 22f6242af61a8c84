package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;
import static dev.oncemark.verify.check.HistoryWriter.log;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oncemark.verify.check.MemoryHistory.Place;
import dev.oncemark.verify.history.Log;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Ways to spoil verdicts. Each is named by what the verifier has to call it. */
final class SpoiltVerdicts {

    private static final String RESULTS = COMPLETION_RESULTS.name();
    private static final String REQUESTS = COMPLETION_REQUESTS.name();

    private SpoiltVerdicts() {}

    static Stream<Arguments> all() {
        return Stream.of(
                spoilt(Violation.IMPORT_WRONG, "import what is still to come", h -> {
                    String ahead = "2099-01-01T00:00:00Z";
                    h.edit(
                            h.find(RESULTS, "e-cy", "maps"),
                            json -> json.put("completedAt", ahead).put("occurredAt", ahead));
                    h.edit(h.find(LMS_ENROLLMENTS.name(), "e-cy", "maps"), json -> json.put("completed_at", ahead));
                }),
                spoilt(
                        Violation.ACCEPTED_TWICE,
                        "accept twice",
                        h -> h.edit(h.find(RESULTS, "e-ann", "ALREADY_COMPLETED"), SpoiltVerdicts::accept)),
                spoilt(
                        Violation.SEQUENCE_BROKEN,
                        "leave a gap",
                        h -> h.edit(h.find(RESULTS, "e-zoe", "\"sequence\":9"), json -> json.put("sequence", 10))),
                spoilt(
                        Violation.ACCEPTED_WRONGLY,
                        "accept a suspended learner's",
                        h -> h.edit(h.find(RESULTS, "e-bob", "ENROLLMENT_NOT_ACTIVE"), SpoiltVerdicts::accept)),
                spoilt(
                        Violation.ACCEPTED_WRONGLY,
                        "accept what happened when the enrollment was over",
                        h -> h.edit(h.find(RESULTS, "e-uma", "ENROLLMENT_NOT_ACTIVE"), SpoiltVerdicts::accept)),
                spoilt(
                        Violation.ACCEPTED_WRONGLY,
                        "accept what comes too long after the end",
                        h -> h.edit(
                                h.find(REQUESTS, "e-uma", "sets"),
                                json -> json.put("receivedAt", "2026-04-15T00:00:00Z"))),
                spoilt(
                        Violation.ACCEPTED_WRONGLY,
                        "take an end that is only planned for one that has come",
                        h -> h.edit(
                                h.find(LMS_ENROLLMENTS.name(), "e-uma", "ended_at"),
                                json -> json.put("ended_at", "2026-03-05T00:00:00Z"))),
                spoilt(
                        Violation.REJECTED_WRONGLY,
                        "refuse what happened before the enrollment ended",
                        h -> h.edit(
                                h.find(RESULTS, "e-uma", "ACCEPTED"), json -> reject(json, "ENROLLMENT_NOT_ACTIVE"))),
                spoilt(
                        Violation.ACCEPTED_WRONGLY,
                        "accept a stranger's",
                        h -> h.edit(h.find(REQUESTS, "e-bob", "sets"), json -> json.put("learnerId", "ann"))),
                spoilt(
                        Violation.ACCEPTED_WRONGLY,
                        "accept a lesson that there is not",
                        h -> h.edit(h.find(RESULTS, "e-ann", "LESSON_NOT_IN_COURSE"), SpoiltVerdicts::accept)),
                spoilt(
                        Violation.REJECTED_WRONGLY,
                        "flip a verdict",
                        h -> h.edit(
                                h.find(RESULTS, "e-bob", "ACCEPTED"), json -> reject(json, "ENROLLMENT_NOT_ACTIVE"))),
                spoilt(
                        Violation.REJECTED_WRONGLY,
                        "call it completed",
                        h -> h.edit(h.find(RESULTS, "e-bob", "ACCEPTED"), json -> reject(json, "ALREADY_COMPLETED"))),
                spoilt(
                        Violation.REJECTED_WRONGLY,
                        "call a replay a second time",
                        h -> h.edit(h.find(RESULTS, "e-ann", "REPLAYED"), json -> reject(json, "ALREADY_COMPLETED"))),
                spoilt(
                        Violation.REPLAYED_WRONGLY,
                        "call a second time a replay",
                        h -> h.edit(h.find(RESULTS, "e-ann", "ALREADY_COMPLETED"), json -> {
                            json.put("status", "REPLAYED");
                            json.remove("reason");
                        })),
                spoilt(
                        Violation.ORIGINAL_WRONG,
                        "name another original",
                        h -> h.edit(
                                h.find(RESULTS, "e-ann", "ALREADY_COMPLETED"),
                                json -> json.put("originalRequestId", id(5)))),
                spoilt(Violation.REJECTED_TOO_EARLY, "do not wait", h -> {
                    Place result = h.find(RESULTS, "UNKNOWN_ENROLLMENT");
                    long asked = h.find(REQUESTS, "e-none").stored().timestamp();
                    h.edit(
                            result,
                            json -> json.put(
                                    "decidedAt",
                                    Instant.ofEpochMilli(asked + 300).toString()));
                }),
                spoilt(Violation.REJECTED_THOUGH_KNOWN, "overlook a row", h -> {
                    long asked = h.find(REQUESTS, "e-none").stored().timestamp();
                    byte[] row = "{'__table':'enrollment','id':'e-none','learner_id':'u','course_id':'c'}"
                            .replace('\'', '"')
                            .getBytes(UTF_8);
                    h.append(log(LMS_ENROLLMENTS, "e-none"), asked + 1_000, "e-none", row, Map.of());
                }),
                spoilt(
                        Violation.CATALOG_VERSION_WRONG,
                        "go back to an old version",
                        h -> h.edit(h.find(RESULTS, "e-ann", "\"maps\""), json -> json.put("catalogVersion", 3))),
                spoilt(
                        Violation.IMPORT_WRONG,
                        "import at another time",
                        h -> h.edit(
                                h.find(RESULTS, "e-cy", "maps"),
                                json -> json.put("completedAt", "2020-01-01T00:00:00Z"))),
                spoilt(Violation.IMPORT_MISSING, "forget an import", h -> {
                    Log log = log(LMS_ENROLLMENTS, "e-bob");
                    h.append(log, 0, "e-bob", forgottenImport(), Map.of());
                    h.consumed.put(log, 100L);
                }));
    }

    private static Arguments spoilt(Violation violation, String how, Consumer<MemoryHistory> spoil) {
        return arguments(violation, how, spoil);
    }

    private static void accept(tools.jackson.databind.node.ObjectNode json) {
        json.put("status", "ACCEPTED")
                .put("sequence", 2)
                .put("completedAt", json.get("occurredAt").asString());
        json.remove("reason");
        json.remove("originalRequestId");
    }

    private static void reject(tools.jackson.databind.node.ObjectNode json, String reason) {
        json.put("status", "REJECTED").put("reason", reason);
        json.remove("sequence");
        json.remove("completedAt");
    }

    private static byte[] forgottenImport() {
        return "{\"__table\":\"progress\",\"lesson_id\":\"rings\",\"completed_at\":\"2026-01-01T00:00:00Z\"}"
                .getBytes(UTF_8);
    }

    private static String id(long number) {
        return new UUID(0, number).toString();
    }
}
