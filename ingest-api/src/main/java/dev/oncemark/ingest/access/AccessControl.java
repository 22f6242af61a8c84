package dev.oncemark.ingest.access;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.InvalidSettingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, and holds everybody to a rate. */
public final class AccessControl {

    private static final String BEARER = "bearer ";

    private final Vertx vertx;
    private final @Nullable TokenVerifier tokens;
    private final TokenCache known;
    private final RateLimiter learners;
    private final RateLimiter services;

    /** @throws InvalidSettingException if tokens are asked for and there is no key to check them with */
    public AccessControl(Vertx vertx, IngestSettings settings) {
        this.vertx = vertx;
        this.tokens = settings.access().isOpen()
                ? null
                : new TokenVerifier(settings.access(), KeySource.of(settings.access()));
        this.known = new TokenCache(Clock.systemUTC());
        IngestSettings.Rate learner = settings.limits().learner();
        IngestSettings.Rate service = settings.limits().service();
        this.learners = new RateLimiter(learner.perSecond(), learner.burst());
        this.services = new RateLimiter(service.perSecond(), service.burst());
    }

    /** The caller whose header this is, where that can be told at once. */
    public @Nullable Caller known(@Nullable String authorization) {
        if (tokens == null) {
            return Caller.ANYBODY;
        }
        return authorization == null || !isBearer(authorization) ? null : known.callerOf(tokenOf(authorization));
    }

    /** The caller whose header this is; fails with {@link InvalidTokenException} where it is not accepted. */
    public Future<Caller> caller(@Nullable String authorization) {
        if (tokens == null) {
            return Future.succeededFuture(Caller.ANYBODY);
        }
        if (authorization == null || !isBearer(authorization)) {
            return Future.failedFuture(new InvalidTokenException("a bearer token is needed"));
        }
        String token = tokenOf(authorization);
        // Fetching keys may block.
        return vertx.executeBlocking(() -> tokens.verify(token), false).onSuccess(caller -> known.add(token, caller));
    }

    /** 0 where the caller may do {@code count} things now, otherwise in how many seconds it may. */
    public int secondsUntilAllowed(Caller caller, int count) {
        return (caller.mayReadOfAll() ? services : learners).take(caller.name(), count, System.nanoTime());
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private static String tokenOf(String authorization) {
        return authorization.substring(BEARER.length()).strip();
    }
}
