package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.Problem;
import dev.oncemark.ingest.server.Problems;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.StdSerializer;

/** How a batch is answered: {@code {successes, failures}}, each item by its place in the batch. */
final class BatchOutcomes {

    private BatchOutcomes() {}

    /** The body of the answer. */
    record Answered(List<Item> successes, List<Item> failures) {}

    /**
     * What became of one item.
     *
     * @param index the item's place in the batch, from 0
     * @param status what a request of its own would have been answered with
     * @param pending the request, where it is not decided yet
     */
    @JsonSerialize(using = ItemSerializer.class)
    record Item(
            int index,
            int status,
            @Nullable Submission pending,
            @Nullable CompletionResult result,
            @Nullable Problem problem) {

        Item at(int another) {
            return new Item(another, status, pending, result, problem);
        }

        boolean isFailure() {
            return problem != null;
        }
    }

    /** What was stored is written field by field: a batch has hundreds, and finding out what a record has costs more. */
    static final class ItemSerializer extends StdSerializer<Item> {

        ItemSerializer() {
            super(Item.class);
        }

        @Override
        public void serialize(Item item, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeNumberProperty("index", item.index);
            json.writeNumberProperty("status", item.status);
            if (item.pending != null) {
                pending(item.pending, json, context);
            }
            if (item.result != null) {
                json.writeStringProperty("requestId", item.result.requestId().toString());
                context.defaultSerializeProperty("result", item.result, json);
            }
            if (item.problem != null) {
                context.defaultSerializeProperty("problem", item.problem, json);
            }
            json.writeEndObject();
        }

        private static void pending(Submission submission, JsonGenerator json, SerializationContext context) {
            CompletionRequest request = submission.request();
            json.writeStringProperty("requestId", request.requestId().toString());
            json.writeStringProperty("location", Outcomes.location(submission));
            if (request.statedAt() != null) {
                context.defaultSerializeProperty("occurredAt", request.occurredAt(), json);
                context.defaultSerializeProperty("statedAt", request.statedAt(), json);
            }
        }
    }

    static Item item(int index, Submission submission, Outcome outcome) {
        Problem problem = Outcomes.problem(outcome);
        if (problem != null) {
            return refused(index, problem);
        }
        CompletionResult result = outcome.result();
        if (result != null) {
            return new Item(index, Outcomes.status(submission, outcome), null, result, null);
        }
        return new Item(index, 202, submission, null, null);
    }

    static Item refused(int index, Problem problem) {
        return new Item(index, problem.status(), null, null, problem);
    }

    /** 207 for who waited for verdicts, 202 for who did not; 503 where not one could be stored. */
    static void answer(RoutingContext context, WaitPreference wait, List<Item> items) {
        List<Item> failures = items.stream().filter(Item::isFailure).toList();
        if (!items.isEmpty()
                && failures.stream().filter(item -> item.status() == 503).count() == items.size()) {
            Answer.problem(context, Problems.unavailable("no item of the batch could be stored in time"));
            return;
        }
        Outcomes.applied(context, wait);
        List<Item> successes = items.stream().filter(item -> !item.isFailure()).toList();
        Answer.json(context, wait.isNone() ? 202 : 207, new Answered(successes, failures));
    }
}
