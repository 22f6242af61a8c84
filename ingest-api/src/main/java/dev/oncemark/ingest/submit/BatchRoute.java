package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.ErrorHandlers;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.JsonBody;
import dev.oncemark.ingest.server.Problem;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.server.StrictJson;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.settings.IngestSettings.Sizes;
import dev.oncemark.ingest.submit.BatchOutcomes.Item;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/completions:batch} {@code {"items": […]}}: each item on its own, as if it had come alone. One that
 * cannot be taken does not keep others back; the same lesson twice is one request.
 */
final class BatchRoute {

    private static final String PATH = "/v1/completions:batch";
    private static final Set<String> FIELDS = Set.of("enrollmentId", "lessonId", "occurredAt", "idempotencyKey");

    private final Submitter submitter;
    private final IngestSettings settings;
    private final Sizes sizes;

    /** @param key the batch's, from which those of items without one follow */
    private record Batch(@Nullable String key, List<Map<String, String>> items) {
        int size() {
            return items.size();
        }
    }

    BatchRoute(Submitter submitter, IngestSettings settings) {
        this.submitter = submitter;
        this.settings = settings;
        this.sizes = settings.limits().sizes();
    }

    void mount(Routes routes) {
        routes.postMany(PATH, Scope.WRITE, this::read, Batch::size, this::submit);
    }

    private Future<Batch> read(RoutingContext context) {
        String key = IdempotencyKey.of(context.request().headers());
        return JsonBody.json(context.request(), sizes.batchBody())
                .map(body -> new Batch(key, StrictJson.items(body, "items", FIELDS, sizes.batchItems())));
    }

    private void submit(RoutingContext context, Caller caller, Batch batch) {
        var reader = new SubmissionReader(context, caller, settings, Duration.ZERO);
        List<Future<Item>> outcomes = new ArrayList<>(batch.size());
        Map<Object, Integer> before = new HashMap<>();
        for (int at = 0; at < batch.size(); at++) {
            Map<String, String> fields = batch.items().get(at);
            Integer same = before.putIfAbsent(identity(fields), at);
            outcomes.add(same == null ? submit(reader, batch.key(), at, fields) : repeated(outcomes.get(same), at));
        }
        Future.all(outcomes)
                .map(all -> all.<Item>list())
                .onSuccess(all -> BatchOutcomes.answer(context, reader.waitPreference(), all))
                .onFailure(failure -> ErrorHandlers.answer(context, failure));
    }

    /** Two items are one request where they are about one lesson under one key, or both under none. */
    private static Object identity(Map<String, String> fields) {
        List<@Nullable String> identity = new ArrayList<>(3);
        identity.add(fields.get("enrollmentId"));
        identity.add(fields.get("lessonId"));
        identity.add(fields.get("idempotencyKey"));
        return identity;
    }

    private Future<Item> submit(
            SubmissionReader reader, @Nullable String batchKey, int at, Map<String, String> fields) {
        try {
            Submission submission = reader.read(
                    keyOf(fields, batchKey, at),
                    StrictJson.required(fields, "enrollmentId"),
                    StrictJson.required(fields, "lessonId"),
                    fields.get("occurredAt"));
            return submitter.submit(submission).map(outcome -> BatchOutcomes.item(at, submission, outcome));
        } catch (Problem.ProblemException | Ids.InvalidIdException refused) {
            return Future.succeededFuture(BatchOutcomes.refused(at, ErrorHandlers.problemOf(refused)));
        }
    }

    /** The item's own key, or one that follows from the batch's: a retry of the batch repeats each item's key. */
    private static @Nullable String keyOf(Map<String, String> fields, @Nullable String batchKey, int at) {
        String own = fields.get("idempotencyKey");
        if (own != null) {
            return Fields.id("idempotencyKey", own);
        }
        return batchKey == null ? null : batchKey + Ids.SEPARATOR + at;
    }

    private static Future<Item> repeated(Future<Item> first, int at) {
        return first.map(item -> item.at(at));
    }
}
