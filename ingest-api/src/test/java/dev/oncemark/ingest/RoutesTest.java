package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The routes that there are, and those that are described. */
class RoutesTest {

    @Test
    void shouldBeThoseThatTheContractDescribes() {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        IngestSettings settings = IngestSettings.of(Settings.load(IngestMain.class, Map.of("ONCEMARK_AUTH", "none")));
        try (IngestApi api = new IngestApi(settings)) {
            api.mount(router);

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
            // HEAD is wherever GET is.
            route.methods().stream()
                    .filter(method -> !method.equals(HttpMethod.HEAD))
                    .forEach(method -> routes.add(method + " " + path));
        });
        return routes;
    }
}
