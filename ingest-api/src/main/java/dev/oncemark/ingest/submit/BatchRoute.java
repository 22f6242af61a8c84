package dev.oncemark.ingest.submit;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.server.StrictJson;
import dev.oncemark.ingest.server.StrictJson.Kind;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.submit.BatchOutcomes.Item;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/completions:batch} {@code {"items": […]}}: each item on its own, as if it had come alone. One that
 * cannot be taken does not keep others back; the same lesson twice is one request.
 */
final class BatchRoute {

    private static final String PATH = "/v1/completions:batch";
    private static final Map<String, Kind> FIELDS = Map.of(
            "enrollmentId",
            Kind.TEXT_OR_NUMBER,
            "lessonId",
            Kind.TEXT_OR_NUMBER,
            "occurredAt",
            Kind.TIME,
            "attempt",
            Kind.WHOLE_NUMBER,
            Batch.ITEM_KEY,
            Kind.TEXT_OR_NUMBER);

    private final Submitter submitter;
    private final IngestSettings settings;

    BatchRoute(Submitter submitter, IngestSettings settings) {
        this.submitter = submitter;
        this.settings = settings;
    }

    void mount(Routes routes) {
        routes.postMany(PATH, Scope.WRITE, this::read, Batch::size, this::submit);
    }

    private Future<Batch> read(RoutingContext context) {
        return Batch.read(context, FIELDS, settings.limits().sizes());
    }

    private void submit(RoutingContext context, Caller caller, Batch batch) {
        var reader = new SubmissionReader(context, caller, settings, Duration.ZERO);
        List<Future<Item>> outcomes = new ArrayList<>(batch.size());
        Map<Object, Integer> before = new HashMap<>();
        for (int at = 0; at < batch.size(); at++) {
            Integer same = batch.isUnreadable(at) ? null : before.putIfAbsent(identity(batch.fields(at)), at);
            outcomes.add(same == null ? submit(reader, batch, at) : repeated(outcomes.get(same), at));
        }
        Batch.answer(context, reader.waitPreference(), outcomes);
    }

    /** Two items are one request where they are about one lesson in one attempt, under one key or both under none. */
    private static Object identity(Map<String, String> fields) {
        List<@Nullable String> identity = new ArrayList<>(4);
        identity.add(fields.get("enrollmentId"));
        identity.add(fields.get("lessonId"));
        identity.add(fields.get("attempt"));
        identity.add(fields.get(Batch.ITEM_KEY));
        return identity;
    }

    private Future<Item> submit(SubmissionReader reader, Batch batch, int at) {
        Map<String, String> fields = batch.fields(at);
        return batch.submit(
                at,
                () -> reader.read(
                        batch.keyOf(at),
                        StrictJson.required(fields, "enrollmentId"),
                        StrictJson.required(fields, "lessonId"),
                        fields),
                submitter::submit);
    }

    private static Future<Item> repeated(Future<Item> first, int at) {
        return first.map(item -> item.at(at));
    }
}
