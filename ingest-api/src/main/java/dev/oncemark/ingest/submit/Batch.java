package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.server.ErrorHandlers;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.JsonBody;
import dev.oncemark.ingest.server.Problem;
import dev.oncemark.ingest.server.StrictJson;
import dev.oncemark.ingest.server.StrictJson.ItemFields;
import dev.oncemark.ingest.server.StrictJson.Kind;
import dev.oncemark.ingest.settings.IngestSettings.Sizes;
import dev.oncemark.ingest.submit.BatchOutcomes.Item;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many requests in one body, {@code {"items": […]}}.
 *
 * @param key the batch's, from which those of items without one follow
 */
record Batch(@Nullable String key, List<ItemFields> items) {

    static final String ITEM_KEY = "idempotencyKey";

    /** @param known the fields that an item may have */
    static Future<Batch> read(RoutingContext context, Map<String, Kind> known, Sizes sizes) {
        String key = IdempotencyKey.of(context.request().headers());
        return JsonBody.json(context.request(), sizes.batchBody())
                .map(body -> new Batch(key, StrictJson.items(body, known, sizes.batchItems())));
    }

    int size() {
        return items.size();
    }

    /** The item's, by name; none of one that cannot be used. */
    Map<String, String> fields(int at) {
        return items.get(at).fields();
    }

    /** Whether the item itself could not be read. */
    boolean isUnreadable(int at) {
        return items.get(at).problem() != null;
    }

    /** The item's own key, or one that follows from the batch's: a retry of the batch repeats each item's key. */
    @Nullable
    String keyOf(int at) {
        String own = fields(at).get(ITEM_KEY);
        if (own != null) {
            return Fields.id(ITEM_KEY, own);
        }
        return key == null ? null : key + Ids.SEPARATOR + at;
    }

    /** Submits what {@code read} makes of an item; what cannot be used is that item's answer. */
    Future<Item> submit(int at, Supplier<Submission> read, Function<Submission, Future<Outcome>> submit) {
        Problem unreadable = items.get(at).problem();
        if (unreadable != null) {
            return Future.succeededFuture(BatchOutcomes.refused(at, unreadable));
        }
        try {
            Submission submission = read.get();
            return submit.apply(submission).map(outcome -> BatchOutcomes.item(at, submission, outcome));
        } catch (Problem.ProblemException | Ids.InvalidIdException refused) {
            return Future.succeededFuture(BatchOutcomes.refused(at, ErrorHandlers.problemOf(refused)));
        }
    }

    /** Answers when every item has its outcome. */
    static void answer(RoutingContext context, WaitPreference wait, List<Future<Item>> outcomes) {
        Future.all(outcomes)
                .map(all -> all.<Item>list())
                .onSuccess(all -> BatchOutcomes.answer(context, wait, all))
                .onFailure(failure -> ErrorHandlers.answer(context, failure));
    }
}
