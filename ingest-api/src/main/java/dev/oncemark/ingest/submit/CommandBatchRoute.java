package dev.oncemark.ingest.submit;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.server.StrictJson.Kind;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.submit.BatchOutcomes.Item;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/commands:batch} {@code {"items": […]}}: each command on its own, as if it had come alone, in the order
 * of the batch. One that cannot be taken does not keep others back.
 */
final class CommandBatchRoute {

    private static final Map<String, Kind> FIELDS = Map.of(
            "type",
            Kind.TEXT,
            "enrollmentId",
            Kind.TEXT_OR_NUMBER,
            "lessonId",
            Kind.TEXT_OR_NUMBER,
            "reason",
            Kind.TEXT,
            "revokes",
            Kind.TEXT,
            "attempt",
            Kind.WHOLE_NUMBER,
            "keepCompletion",
            Kind.FLAG,
            Batch.ITEM_KEY,
            Kind.TEXT_OR_NUMBER);

    private final Submitter submitter;
    private final IngestSettings settings;

    CommandBatchRoute(Submitter submitter, IngestSettings settings) {
        this.submitter = submitter;
        this.settings = settings;
    }

    void mount(Routes routes) {
        routes.postMany("/v1/commands:batch", Scope.ADMIN, this::read, Batch::size, this::submit);
    }

    private Future<Batch> read(RoutingContext context) {
        if (!settings.access().commands().areEnabled()) {
            throw Problems.commandsOff().exception();
        }
        return Batch.read(context, FIELDS, settings.limits().sizes());
    }

    private void submit(RoutingContext context, Caller caller, Batch batch) {
        var reader = new SubmissionReader(context, caller, settings, Duration.ZERO);
        var commands = new CommandReader(reader);
        Submitter.InOrder inOrder = submitter.inOrder();
        List<Future<Item>> outcomes = new ArrayList<>(batch.size());
        for (int each = 0; each < batch.size(); each++) {
            int at = each;
            outcomes.add(batch.submit(
                    at, () -> commands.any(batch.fields(at), batch.keyOf(at), Batch.ITEM_KEY), inOrder::submit));
        }
        Batch.answer(context, reader.waitPreference(), outcomes);
    }
}
