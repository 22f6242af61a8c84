package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.Command.Waive;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.Problem;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.StrictJson;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of a client's fields. What cannot be used is refused by its field's name, with a {@link
 * Problem.ProblemException}.
 */
final class CommandReader {

    private static final String WAIVERS =
            "has to be TESTED_OUT, EQUIVALENT_AU, EQUIVALENT_OUTSIDE_ACTIVITY or" + " ADMINISTRATIVE";

    private static final Set<String> OF_ALL = Set.of("type", "enrollmentId", Batch.ITEM_KEY);

    private final SubmissionReader reader;

    CommandReader(SubmissionReader reader) {
        this.reader = reader;
    }

    /**
     * The command that the fields' {@code type} names, for the enrollment that they name.
     *
     * @param key the client's; only a revocation needs one, since the others' request ids follow from what they say
     * @param keyField where the key would have been, as the client knows it
     */
    Submission any(Map<String, String> fields, @Nullable String key, String keyField) {
        String type = StrictJson.required(fields, "type");
        String enrollmentId = StrictJson.required(fields, "enrollmentId");
        return switch (type) {
            case "REVOKE" -> {
                requireOnly(type, fields, Set.of("lessonId", "reason", "revokes"));
                yield revoke(enrollmentId, StrictJson.required(fields, "lessonId"), fields, key, keyField);
            }
            case "WAIVE" -> {
                requireOnly(type, fields, Set.of("lessonId", "reason"));
                yield waive(enrollmentId, StrictJson.required(fields, "lessonId"), fields);
            }
            case "RESET" -> {
                requireOnly(type, fields, Set.of("attempt", "keepCompletion", "reason"));
                yield reset(enrollmentId, fields);
            }
            default ->
                throw Problems.field("type", "has to be REVOKE, WAIVE or RESET").exception();
        };
    }

    private static void requireOnly(String type, Map<String, String> fields, Set<String> own) {
        for (String field : fields.keySet()) {
            if (!own.contains(field) && !OF_ALL.contains(field)) {
                throw Problems.field(field, "is not a field of " + type).exception();
            }
        }
    }

    /** @param fields {@code reason}, and perhaps {@code revokes} */
    Submission revoke(
            String enrollmentId, String lessonId, Map<String, String> fields, @Nullable String key, String keyField) {
        String revokes = fields.get("revokes");
        Command command = new Revoke(
                Fields.id("lessonId", lessonId),
                Fields.reason("reason", fields.get("reason")),
                revokes == null ? null : Fields.requestId("revokes", revokes));
        if (key == null) {
            throw Problems.field(keyField, "is missing: the same words may mean a later completion another time")
                    .exception();
        }
        UUID requestId = Ids.requestIdOfKey(reader.caller().name(), key);
        return reader.readCommand(requestId, true, enrollmentId, command);
    }

    /** @param fields {@code reason} */
    Submission waive(String enrollmentId, String lessonId, Map<String, String> fields) {
        Waiver reason = waiver(StrictJson.required(fields, "reason"));
        Command command = new Waive(Fields.id("lessonId", lessonId), reason);
        String caller = reader.caller().name();
        UUID requestId = Ids.requestIdOfWaiver(caller, Fields.id("enrollmentId", enrollmentId), lessonId, reason);
        return reader.readCommand(requestId, false, enrollmentId, command);
    }

    private static Waiver waiver(String reason) {
        for (Waiver waiver : Waiver.values()) {
            if (waiver != Waiver.UNRECOGNIZED && waiver.name().equals(reason)) {
                return waiver;
            }
        }
        throw Problems.field("reason", WAIVERS).exception();
    }

    /** @param fields {@code attempt}, {@code reason}, and perhaps {@code keepCompletion} */
    Submission reset(String enrollmentId, Map<String, String> fields) {
        String keep = fields.get("keepCompletion");
        Reset command = new Reset(
                Fields.attempt("attempt", StrictJson.required(fields, "attempt")),
                keep == null ? null : Boolean.valueOf(keep),
                Fields.reason("reason", fields.get("reason")));
        UUID requestId = Ids.requestIdOfAttempt(Fields.id("enrollmentId", enrollmentId), command.attempt());
        return reader.readCommand(requestId, false, enrollmentId, command);
    }
}
