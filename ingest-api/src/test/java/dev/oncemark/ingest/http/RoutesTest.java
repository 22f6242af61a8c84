package dev.oncemark.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.IngestMain;
import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.OpenApiContract;
import dev.oncemark.ingest.access.AccessControl;
import dev.oncemark.ingest.broker.ClientSettings;
import dev.oncemark.ingest.broker.RequestWriter;
import dev.oncemark.ingest.health.Activity;
import dev.oncemark.ingest.health.ApiMetrics;
import dev.oncemark.ingest.health.BrokerCheck;
import dev.oncemark.ingest.health.Readiness;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.ResultPartitions;
import dev.oncemark.ingest.requests.Subscriptions;
import dev.oncemark.ingest.requests.Waiters;
import dev.oncemark.ingest.submit.OldCompletions;
import dev.oncemark.ingest.submit.Submitter;
import dev.oncemark.runtime.Settings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The routes that there are, and those that are described. */
class RoutesTest {

    @Test
    void shouldBeThoseThatTheContractDescribes() {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        IngestSettings settings = IngestSettings.of(Settings.load(IngestMain.class, Map.of("ONCEMARK_AUTH", "none")));
        ClientSettings clients = new ClientSettings(settings.kafka());
        KnownRequests known = new KnownRequests(1, 1);
        Waiters waiters = new Waiters(vertx, 1, () -> {});
        try (ProgressReader progress = new ProgressReader(vertx, settings.postgres());
                RequestWriter writer = new RequestWriter(clients, settings.delivery(), stored -> {});
                BrokerCheck broker = new BrokerCheck(clients);
                ApiMetrics metrics = new ApiMetrics()) {
            var keys = new KeyLookup(vertx, progress, settings.postgres().keyLookup());
            var stored = new Submitter.Stored(new OldCompletions(progress), keys);
            var knowledge = new HttpParts.Knowledge(
                    known, new Subscriptions(vertx, 1, () -> {}), new ResultPartitions(), progress);
            var activity = new Activity(() -> 0, () -> 0, () -> 0);
            Routes.mount(
                    router,
                    new HttpParts(
                            settings,
                            new AccessControl(vertx, settings),
                            new Submitter(writer, known, waiters, stored),
                            knowledge,
                            new HttpParts.Observed(new Readiness(broker, () -> true), metrics, activity),
                            new AtomicInteger()));

            assertThat(routes(router)).isEqualTo(OpenApiContract.operations());
        } finally {
            vertx.close().await();
        }
    }

    /** With parameters as OpenAPI writes them; a colon within a name is none. */
    private static Set<String> routes(Router router) {
        Set<String> routes = new TreeSet<>();
        router.getRoutes().forEach(route -> {
            String path = route.getName().replaceAll("/:([a-zA-Z]+)", "/{$1}");
            route.methods().forEach(method -> routes.add(method + " " + path));
        });
        return routes;
    }
}
