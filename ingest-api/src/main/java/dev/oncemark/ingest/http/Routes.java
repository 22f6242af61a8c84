package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.http.HttpParts.Knowledge;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** Every route, in one place. */
final class Routes {

    private Routes() {}

    static void mount(Router router, HttpParts parts) {
        submitting(router, parts);
        reading(router, parts);
        new HealthRoutes(parts.observed().readiness(), parts.observed().metrics()).mount(router);
        PageRoutes.mount(router, parts.settings().access().isOpen());
        Failures.mount(router);
    }

    private static void submitting(Router router, HttpParts parts) {
        IngestSettings settings = parts.settings();
        Entrance entrance = new Entrance(parts.access());
        Completions completions = new Completions(settings, Clock.systemUTC());
        int maxBody = settings.limits().sizes().body();
        new SubmitRoutes(entrance, completions, parts.submitter(), maxBody).mount(router);
        new BatchRoute(
                        entrance,
                        completions,
                        parts.submitter(),
                        settings.limits().sizes())
                .mount(router);
        var legacy = new LegacyRoute.Limits(maxBody, settings.http().maxWait());
        new LegacyRoute(entrance, completions, parts.submitter(), legacy).mount(router);
    }

    private static void reading(Router router, HttpParts parts) {
        Entrance entrance = new Entrance(parts.access());
        Knowledge knowledge = parts.knowledge();
        new RequestRoute(entrance, knowledge.requests(), knowledge.progress()).mount(router);
        new ProgressRoute(entrance, knowledge.progress(), knowledge.partitions()).mount(router);
        var sources = new EventsRoute.Sources(knowledge.requests(), knowledge.subscriptions(), knowledge.progress());
        new EventsRoute(entrance, sources, parts.settings().http().heartbeat()).mount(router);
        new ActivityRoute(entrance, parts.observed().activity(), knowledge.requests()).mount(router);
    }
}
