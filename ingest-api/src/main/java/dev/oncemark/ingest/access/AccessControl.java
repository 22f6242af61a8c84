package dev.oncemark.ingest.access;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.InvalidSettingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, and holds everybody to a rate. */
public final class AccessControl {

    private static final String BEARER = "bearer ";
    private static final long SECOND = 1_000;

    private final Vertx vertx;
    private final @Nullable Issuers issuers;
    private final @Nullable TokenVerifier tokens;
    private final TokenCache known;
    private final RateLimiter learners;
    private final RateLimiter services;

    /** @throws InvalidSettingException if tokens are asked for and there is no key to check them with */
    public AccessControl(Vertx vertx, IngestSettings settings) {
        this.vertx = vertx;
        this.issuers = settings.access().isOpen() ? null : new Issuers(settings.access());
        this.tokens = issuers == null ? null : new TokenVerifier(issuers);
        this.known = new TokenCache(Clock.systemUTC());
        IngestSettings.Rate learner = settings.limits().learner();
        IngestSettings.Rate service = settings.limits().service();
        this.learners = new RateLimiter(learner.perSecond(), learner.burst());
        this.services = new RateLimiter(service.perSecond(), service.burst());
    }

    /** Fetches the keys of tokens, now and whenever it is time. */
    public void start() {
        if (issuers != null) {
            vertx.setPeriodic(1, SECOND, now -> issuers.refreshKeys());
        }
    }

    /** How the keys of tokens are, by issuer; empty where no tokens are asked for. */
    public Map<String, KeyStatus> keys() {
        return issuers == null ? Map.of() : issuers.keys();
    }

    /** The caller whose header this is, where that can be told at once. */
    public @Nullable Caller known(@Nullable String authorization) {
        if (tokens == null) {
            return Caller.ANYBODY;
        }
        return authorization == null || !isBearer(authorization) ? null : known.callerOf(tokenOf(authorization));
    }

    /**
     * The caller whose header this is. Fails with {@link InvalidTokenException} where it is not accepted, and with {@link
     * KeysUnavailableException} where that cannot be told now.
     */
    public Future<Caller> caller(@Nullable String authorization) {
        if (tokens == null) {
            return Future.succeededFuture(Caller.ANYBODY);
        }
        if (authorization == null || !isBearer(authorization)) {
            return Future.failedFuture(new InvalidTokenException("a bearer token is needed"));
        }
        String token = tokenOf(authorization);
        return verified(tokens, token)
                .recover(failure -> failure instanceof UnknownKeyException unknown
                        ? newer(unknown)
                                .compose(fetched -> verified(tokens, token))
                                .recover(AccessControl::lastly)
                        : Future.failedFuture(failure))
                .onSuccess(caller -> known.add(token, caller));
    }

    /** Checking a signature takes too long for an event loop. */
    private Future<Caller> verified(TokenVerifier verifier, String token) {
        return vertx.executeBlocking(() -> verifier.verify(token), false);
    }

    private Future<?> newer(UnknownKeyException unknown) {
        return Future.fromCompletionStage(unknown.keys().newerThan(unknown.issuedAt()), vertx.getOrCreateContext());
    }

    /** What is to be said of a token that no key fits which the issuer has now. */
    private static Future<Caller> lastly(Throwable failure) {
        return Future.failedFuture(
                failure instanceof UnknownKeyException
                        ? new InvalidTokenException("the token is not signed by a known key")
                        : failure);
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
