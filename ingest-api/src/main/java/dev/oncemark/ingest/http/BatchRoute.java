package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings.Sizes;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.http.BatchOutcomes.Item;
import dev.oncemark.ingest.http.Completions.Lesson;
import dev.oncemark.ingest.http.Completions.Sender;
import dev.oncemark.ingest.submit.Submission;
import dev.oncemark.ingest.submit.Submitter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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

    static final String PATH = "/v1/completions:batch";

    private static final Set<String> FIELDS = Set.of("enrollmentId", "lessonId", "occurredAt", "idempotencyKey");

    private final Entrance entrance;
    private final Completions completions;
    private final Submitter submitter;
    private final Sizes sizes;

    BatchRoute(Entrance entrance, Completions completions, Submitter submitter, Sizes sizes) {
        this.entrance = entrance;
        this.completions = completions;
        this.submitter = submitter;
        this.sizes = sizes;
    }

    void mount(Router router) {
        // A colon would begin a parameter in any other path.
        router.postWithRegex("\\/v1\\/completions:batch")
                .setName(PATH)
                .handler(entrance.guard(Scope.WRITE, this::post));
    }

    private void post(RoutingContext context, Caller caller) {
        String key = IdempotencyKey.of(context.request().headers());
        Body.json(context.request(), sizes.batchBody())
                .compose(body -> submit(context, caller, key, body))
                .onFailure(failure -> Failures.answer(context, failure));
    }

    private Future<List<Item>> submit(RoutingContext context, Caller caller, @Nullable String key, Buffer body) {
        List<Map<String, String>> items = StrictJson.items(body, "items", FIELDS, sizes.batchItems());
        entrance.charge(caller, items.size());
        Sender sender = completions.sender(context, caller);
        List<Future<Item>> outcomes = new ArrayList<>(items.size());
        Map<Object, Integer> before = new HashMap<>();
        for (int at = 0; at < items.size(); at++) {
            Map<String, String> fields = items.get(at);
            Integer same = before.putIfAbsent(identity(fields), at);
            String itemKey = keyOf(fields, key, at);
            outcomes.add(same == null ? submit(sender, itemKey, at, fields) : repeated(outcomes.get(same), at));
        }
        return Future.all(outcomes)
                .map(all -> all.<Item>list())
                .onSuccess(
                        all -> BatchOutcomes.answer(context, sender.patience().time(), all));
    }

    /** Two items are one request where they are about one lesson under one key, or both under none. */
    private static Object identity(Map<String, String> fields) {
        List<@Nullable String> identity = new ArrayList<>(3);
        identity.add(fields.get("enrollmentId"));
        identity.add(fields.get("lessonId"));
        identity.add(fields.get("idempotencyKey"));
        return identity;
    }

    /** The item's own key, or one that follows from the batch's: a retry of the batch repeats each item's key. */
    private static @Nullable String keyOf(Map<String, String> fields, @Nullable String key, int at) {
        String own = fields.get("idempotencyKey");
        return own != null || key == null ? own : key + '\u001f' + at;
    }

    private Future<Item> submit(Sender sender, @Nullable String key, int at, Map<String, String> fields) {
        try {
            if (fields.containsKey("idempotencyKey")) {
                Fields.id("idempotencyKey", key);
            }
            Lesson lesson = new Lesson(
                    Fields.id("enrollmentId", fields.get("enrollmentId")),
                    Fields.id("lessonId", fields.get("lessonId")),
                    fields.get("occurredAt"));
            Submission submission = completions.submission(sender, key, lesson);
            return submitter.submit(submission).map(outcome -> BatchOutcomes.item(at, submission, outcome));
        } catch (Problem.Refusal refused) {
            return Future.succeededFuture(BatchOutcomes.refused(at, refused.problem()));
        }
    }

    private static Future<Item> repeated(Future<Item> first, int at) {
        return first.map(item -> item.at(at));
    }
}
