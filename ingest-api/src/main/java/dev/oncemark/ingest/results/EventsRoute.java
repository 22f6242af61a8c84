package dev.oncemark.ingest.results;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/enrollments/{enrollmentId}/events}: the enrollment's results as server-sent events, from now on, or
 * from after {@code Last-Event-ID}. Where results since then may have been forgotten, an event {@code gap} says so.
 */
public final class EventsRoute {

    private static final Pattern EVENT_ID = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    private final RequestIndex index;
    private final Subscriptions subscriptions;
    private final ProgressReader progress;
    private final Duration heartbeat;

    public EventsRoute(RequestIndex index, Subscriptions subscriptions, ProgressReader progress, Duration heartbeat) {
        this.index = index;
        this.subscriptions = subscriptions;
        this.progress = progress;
        this.heartbeat = heartbeat;
    }

    public void mount(Routes routes) {
        routes.get("/v1/enrollments/:enrollmentId/events", Scope.READ, this::handle);
    }

    private void handle(RoutingContext context, Caller caller) {
        String enrollmentId = Fields.id("enrollmentId", context.pathParam("enrollmentId"));
        isAnothers(enrollmentId, caller).onSuccess(anothers -> {
            if (anothers) {
                Answer.problem(context, Problems.notOwner());
            } else if (!context.response().closed()) {
                stream(context, caller, enrollmentId);
            }
        });
    }

    /** Whether it is known to be. Where nothing is known of it yet, each event is looked at before it is sent. */
    private Future<Boolean> isAnothers(String enrollmentId, Caller caller) {
        if (caller.mayReadOfAll()) {
            return Future.succeededFuture(false);
        }
        List<IndexedResult> recent = index.results(enrollmentId, -1);
        if (recent.stream().anyMatch(indexed -> indexed.result().learnerId() != null)) {
            return Future.succeededFuture(recent.stream()
                    .anyMatch(indexed -> indexed.result().learnerId() != null && !indexed.mayBeReadBy(caller)));
        }
        return progress.learner(enrollmentId)
                .map(learner -> learner.isPresent() && !caller.mayReadOf(learner.get()))
                .otherwise(false);
    }

    private void stream(RoutingContext context, Caller caller, String enrollmentId) {
        EventStream stream = new EventStream(context.response(), caller);
        if (context.request().method().equals(HttpMethod.HEAD)) {
            stream.endWithHead();
            return;
        }
        // First, so that nothing is missed between what was and what comes.
        var subscription = subscriptions.follow(enrollmentId, stream::send);
        if (subscription == null) {
            Answer.problem(context, Problems.tooManyClients());
            return;
        }
        // At a stop nobody waits for streams that do not end by themselves: their clients come back, elsewhere.
        context.request().connection().shutdownHandler(stopping -> stream.end());
        long beat = context.vertx().setPeriodic(heartbeat.toMillis(), now -> stream.beat());
        context.addEndHandler(over -> {
            subscription.end();
            context.vertx().cancelTimer(beat);
        });
        stream.open();
        Matcher last = EVENT_ID.matcher(lastEventId(context));
        if (last.matches()) {
            resume(stream, enrollmentId, Integer.parseInt(last.group(1)), Long.parseLong(last.group(2)));
        }
    }

    private static String lastEventId(RoutingContext context) {
        String header = context.request().getHeader("Last-Event-ID");
        return header == null ? "" : header;
    }

    private void resume(EventStream stream, String enrollmentId, int partition, long offset) {
        if (!index.isCompleteAfter(partition, offset)) {
            stream.gap();
        }
        index.results(enrollmentId, offset).forEach(stream::send);
    }
}
