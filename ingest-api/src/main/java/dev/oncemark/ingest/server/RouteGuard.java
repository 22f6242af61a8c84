package dev.oncemark.ingest.server;

import dev.oncemark.ingest.access.AccessControl;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.InvalidTokenException;
import dev.oncemark.ingest.access.KeysUnavailableException;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Routes.CountedHandler;
import dev.oncemark.ingest.settings.EdgeSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands before each route: authentication, scope, rate, in this order. */
final class RouteGuard {

    private static final Logger LOG = LoggerFactory.getLogger(RouteGuard.class);

    private final AccessControl access;
    private final EdgeSettings edge;

    RouteGuard(AccessControl access, EdgeSettings edge) {
        this.access = access;
        this.edge = edge;
    }

    /** Takes one of the caller's rate before the route begins. */
    Handler<RoutingContext> guard(Scope scope, BiConsumer<RoutingContext, Caller> handler) {
        return authenticated((context, caller) -> {
            require(caller, scope);
            requireRate(caller, 1);
            handler.accept(context, caller);
        });
    }

    /** As {@link #guard(Scope, BiConsumer)}, of a caller who has one scope or the other. */
    Handler<RoutingContext> guard(Scope one, Scope other, BiConsumer<RoutingContext, Caller> handler) {
        return authenticated((context, caller) -> {
            if (!caller.may(other)) {
                require(caller, one);
            }
            requireRate(caller, 1);
            handler.accept(context, caller);
        });
    }

    /** Takes of the caller's rate when the request is read, and before anything is done with it. */
    <T> Handler<RoutingContext> guard(
            Scope scope, Function<RoutingContext, Future<T>> read, ToIntFunction<T> count, CountedHandler<T> handler) {
        return authenticated((context, caller) -> {
            require(caller, scope);
            read.apply(context)
                    .onSuccess(found -> enter(context, caller, (same, sender) -> {
                        requireRate(sender, count.applyAsInt(found));
                        handler.handle(same, sender, found);
                    }))
                    .onFailure(failure -> ErrorHandlers.answer(context, failure));
        });
    }

    private Handler<RoutingContext> authenticated(BiConsumer<RoutingContext, Caller> route) {
        return context -> {
            String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
            Caller known = access.known(authorization);
            if (known != null) {
                enter(context, known, route);
                return;
            }
            // Until the token is checked nothing of the body is read.
            context.request().pause();
            access.caller(authorization).onComplete(checked -> {
                if (checked.failed()) {
                    refuse(context, checked.cause());
                } else {
                    enter(context, checked.result(), route);
                }
                context.request().resume();
            });
        };
    }

    private static void enter(RoutingContext context, Caller caller, BiConsumer<RoutingContext, Caller> route) {
        try {
            route.accept(context, caller);
        } catch (RuntimeException failure) {
            ErrorHandlers.answer(context, failure);
        }
    }

    private void refuse(RoutingContext context, Throwable why) {
        if (why instanceof InvalidTokenException invalid) {
            LOG.atDebug()
                    .addKeyValue("client", () -> ForwardedHeaders.client(context.request(), edge))
                    .addKeyValue("why", invalid.getMessage())
                    .log("a token was refused");
            context.response().putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            Problem problem = Problems.unauthenticated(String.valueOf(invalid.getMessage()));
            Answer.problem(context, invalid.isByTime() ? problem.withServerTime() : problem);
        } else if (why instanceof KeysUnavailableException unavailable) {
            Answer.problem(context, Problems.keysUnavailable(unavailable.retryAfter()));
        } else {
            ErrorHandlers.answer(context, why);
        }
    }

    private static void require(Caller caller, Scope scope) {
        if (!caller.may(scope)) {
            throw Problems.lacksScope(scope.text()).exception();
        }
    }

    /** @throws Problem.ProblemException if the caller asked for too much lately to ask for {@code count} more */
    private void requireRate(Caller caller, int count) {
        int seconds = access.secondsUntilAllowed(caller, count);
        if (seconds > 0) {
            throw Problems.tooManyRequests(seconds).exception();
        }
    }
}
