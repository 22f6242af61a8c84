package dev.oncemark.ingest.http;

import dev.oncemark.ingest.access.AccessControl;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.InvalidTokenException;
import dev.oncemark.ingest.access.Scope;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Lets callers in who may do what a route does, and not more often than they may. */
final class Entrance {

    private final AccessControl access;

    Entrance(AccessControl access) {
        this.access = access;
    }

    /** What a route does for a caller who was let in. */
    interface Guarded {
        void handle(RoutingContext context, Caller caller);
    }

    Handler<RoutingContext> guard(Scope scope, Guarded route) {
        return context -> {
            String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
            Caller known = access.known(authorization);
            if (known != null) {
                enter(context, known, scope, route);
                return;
            }
            // Until the token is checked nothing of the body is read.
            context.request().pause();
            access.caller(authorization).onComplete(checked -> {
                if (checked.failed()) {
                    refuse(context, checked.cause());
                } else {
                    enter(context, checked.result(), scope, route);
                }
                context.request().resume();
            });
        };
    }

    private static void enter(RoutingContext context, Caller caller, Scope scope, Guarded route) {
        try {
            require(caller, scope);
            route.handle(context, caller);
        } catch (RuntimeException failure) {
            Failures.answer(context, failure);
        }
    }

    private static void refuse(RoutingContext context, Throwable why) {
        if (why instanceof InvalidTokenException invalid) {
            context.response().putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            Answer.problem(context, Problems.unauthenticated(String.valueOf(invalid.getMessage())));
        } else {
            Failures.answer(context, why);
        }
    }

    private static void require(Caller caller, Scope scope) {
        if (!caller.may(scope)) {
            throw Problems.forbidden("the token lacks the scope " + scope.text())
                    .refusal();
        }
    }

    /** @throws Problem.Refusal if the caller has done too much lately to do {@code count} things more */
    void charge(Caller caller, int count) {
        int seconds = access.secondsUntilAllowed(caller, count);
        if (seconds > 0) {
            throw Problems.tooManyRequests(seconds).refusal();
        }
    }
}
