package dev.oncemark.ingest.server;

import dev.oncemark.ingest.access.AccessControl;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.settings.EdgeSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Declares the routes. One that acts for a caller says in one line which scope the caller needs and what is taken of
 * its rate: one request, or as many as the route finds in what it reads. There is no way to declare one without.
 */
public final class Routes {

    private static final Pattern COLON_WITHIN_A_NAME = Pattern.compile(".*[^/]:.*");

    private final Router router;
    private final RouteGuard guard;

    /** @param edge who is believed from where a request comes */
    public Routes(Router router, AccessControl access, EdgeSettings edge) {
        this.router = router;
        this.guard = new RouteGuard(access, edge);
    }

    /** What a route does with what it read, once its caller may. */
    public interface CountedHandler<T> {
        void handle(RoutingContext context, Caller caller, T read);
    }

    public void get(String path, Scope scope, BiConsumer<RoutingContext, Caller> handler) {
        read(path).handler(guard.guard(scope, handler));
    }

    public void post(String path, Scope scope, BiConsumer<RoutingContext, Caller> handler) {
        route(HttpMethod.POST, path).handler(guard.guard(scope, handler));
    }

    public void put(String path, Scope scope, BiConsumer<RoutingContext, Caller> handler) {
        route(HttpMethod.PUT, path).handler(guard.guard(scope, handler));
    }

    /** @param other a scope that does as well */
    public void delete(String path, Scope scope, Scope other, BiConsumer<RoutingContext, Caller> handler) {
        route(HttpMethod.DELETE, path).handler(guard.guard(scope, other, handler));
    }

    /**
     * A route that does many things at once.
     *
     * @param read reads the request; a {@link Problem.ProblemException} is answered as it says
     * @param count how many things were asked for: as much is taken of the caller's rate
     */
    public <T> void postMany(
            String path,
            Scope scope,
            Function<RoutingContext, Future<T>> read,
            ToIntFunction<T> count,
            CountedHandler<T> handler) {
        route(HttpMethod.POST, path).handler(guard.guard(scope, read, count, handler));
    }

    /** Adds what is open to everybody (health, metrics, the page), and the answers where there is no route. Last. */
    public void mountOpen(Readiness readiness, ApiMetrics metrics, boolean needsNoToken) {
        new HealthRoutes(readiness, metrics).mount(this);
        PageRoutes.mount(this, needsNoToken);
        ErrorHandlers.mount(router);
    }

    /** For everybody, without a limit: what costs next to nothing, or has to be answered under any load. */
    void open(String path, Handler<RoutingContext> handler) {
        read(path).handler(handler);
    }

    /** HEAD is answered as GET is, without the body. */
    private Route read(String path) {
        return route(HttpMethod.GET, path).method(HttpMethod.HEAD);
    }

    private Route route(HttpMethod method, String path) {
        // A last slash in the router's path would be asked for; without one it may be there or not.
        if (path.length() > 1 && path.endsWith("/")) {
            return router.route(method, path.substring(0, path.length() - 1)).setName(path);
        }
        // A colon would begin a parameter anywhere in a path that is not a regular expression.
        return COLON_WITHIN_A_NAME.matcher(path).matches()
                ? router.routeWithRegex(method, Pattern.quote(path)).setName(path)
                : router.route(method, path);
    }
}
