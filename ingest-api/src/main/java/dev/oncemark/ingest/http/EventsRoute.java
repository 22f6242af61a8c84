package dev.oncemark.ingest.http;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.progress.EnrollmentProgress;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.requests.Decided;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Position;
import dev.oncemark.ingest.requests.Subscriptions;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/enrollments/{enrollmentId}/events}: the enrollment's results as server-sent events, from now on, or
 * from after {@code Last-Event-ID}. Where results since then may have been forgotten, an event {@code gap} says so.
 */
final class EventsRoute {

    private static final Pattern EVENT_ID = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    private final Entrance entrance;
    private final Sources sources;
    private final Duration heartbeat;

    /** Where the events come from. */
    record Sources(KnownRequests known, Subscriptions subscriptions, ProgressReader progress) {}

    EventsRoute(Entrance entrance, Sources sources, Duration heartbeat) {
        this.entrance = entrance;
        this.sources = sources;
        this.heartbeat = heartbeat;
    }

    void mount(Router router) {
        router.get("/v1/enrollments/:enrollmentId/events").handler(entrance.guard(Scope.READ, this::handle));
    }

    private void handle(RoutingContext context, Caller caller) {
        entrance.charge(caller, 1);
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
        if (caller.isService()) {
            return Future.succeededFuture(false);
        }
        List<Decided> recent = sources.known().results(enrollmentId, -1);
        if (recent.stream().anyMatch(decided -> decided.result().learnerId() != null)) {
            return Future.succeededFuture(recent.stream()
                    .anyMatch(decided -> decided.result().learnerId() != null && !Reading.mayRead(caller, decided)));
        }
        return sources.progress()
                .progress(enrollmentId, null)
                .map(EnrollmentProgress::learnerId)
                .map(learner -> learner != null && !Reading.isLearner(caller, learner))
                .otherwise(false);
    }

    private void stream(RoutingContext context, Caller caller, String enrollmentId) {
        EventStream stream = new EventStream(context.response(), caller);
        // First, so that nothing is missed between what was and what comes.
        var subscription = sources.subscriptions().follow(enrollmentId, stream::send);
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
        Position last = lastEvent(context.request().getHeader("Last-Event-ID"));
        if (last != null) {
            resume(stream, enrollmentId, last);
        }
    }

    private void resume(EventStream stream, String enrollmentId, Position last) {
        if (!sources.known().isCompleteAfter(last)) {
            stream.gap();
        }
        sources.known().results(enrollmentId, last.offset()).forEach(stream::send);
    }

    private static @Nullable Position lastEvent(@Nullable String header) {
        Matcher id = EVENT_ID.matcher(header == null ? "" : header);
        return id.matches() ? new Position(Integer.parseInt(id.group(1)), Long.parseLong(id.group(2))) : null;
    }
}
