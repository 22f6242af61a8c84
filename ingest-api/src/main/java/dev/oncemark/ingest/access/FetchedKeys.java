package dev.oncemark.ingest.access;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that are fetched: ahead, every few minutes, and when a token is signed by none of them. Those in use stay in use
 * until others are there, so an issuer that is away or hangs keeps back only tokens that none of them fits. One fetch is
 * under way at a time, and between two there is a pause, whatever tokens come.
 */
final class FetchedKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

    /** A key that the issuer took back is not believed for longer; the cache of tokens adds as much. */
    private static final Duration REFRESH = Duration.ofMinutes(5);

    /** What a forged token can make us ask, and how often an issuer that is away is asked. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String issuer;
    private final Fetch fetch;
    private final Duration leeway;
    private final Duration outage;
    private final Clock clock;

    private volatile @Nullable Fetched latest;
    private volatile boolean isFailing;
    private @Nullable CompletableFuture<?> underWay;
    private Instant notBefore = Instant.EPOCH;

    private record Fetched(JWKSet keys, Instant at) {}

    /** Asks the issuer. Never blocks, and ends in any case. */
    interface Fetch {
        CompletableFuture<JWKSet> begin();
    }

    /**
     * @param issuer for people to read
     * @param leeway how far the issuer's clock may be off
     * @param outage how long keys are believed that cannot be fetched again
     */
    FetchedKeys(String issuer, Fetch fetch, Duration leeway, Duration outage, Clock clock) {
        this.issuer = issuer;
        this.fetch = fetch;
        this.leeway = leeway;
        this.outage = outage;
        this.clock = clock;
    }

    @Override
    public @Nullable JWKSet keys() {
        Fetched fetched = latest;
        return fetched == null || clock.instant().isAfter(fetched.at().plus(outage)) ? null : fetched.keys();
    }

    @Override
    public synchronized CompletionStage<?> newerThan(@Nullable Instant issuedAt) {
        if (underWay != null) {
            return underWay;
        }
        if (!isPausing(clock.instant())) {
            return begin();
        }
        return isOlderThanTheKeys(issuedAt)
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.failedStage(unavailable());
    }

    /** A clock that was set back makes no pause longer. */
    private boolean isPausing(Instant now) {
        return now.isBefore(notBefore) && !now.isBefore(notBefore.minus(PAUSE));
    }

    /** The key that it was signed with would be among those in use, if it was the issuer's. */
    private boolean isOlderThanTheKeys(@Nullable Instant issuedAt) {
        Fetched fetched = latest;
        return issuedAt != null
                && fetched != null
                && keys() != null
                && issuedAt.plus(leeway).isBefore(fetched.at());
    }

    @Override
    public synchronized void refresh() {
        Instant now = clock.instant();
        Fetched fetched = latest;
        boolean isFresh = fetched != null
                && !now.isBefore(fetched.at())
                && now.isBefore(fetched.at().plus(REFRESH));
        if ((!isFresh || isFailing) && underWay == null && !isPausing(now)) {
            var unused = begin();
        }
    }

    private CompletableFuture<?> begin() {
        CompletableFuture<?> ended = new CompletableFuture<>();
        underWay = ended;
        var unused = fetch.begin().whenComplete((keys, failure) -> {
            KeysUnavailableException unavailable = ended(keys, failure);
            if (unavailable == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(unavailable);
            }
        });
        return ended;
    }

    private synchronized @Nullable KeysUnavailableException ended(@Nullable JWKSet keys, @Nullable Throwable failure) {
        underWay = null;
        notBefore = clock.instant().plus(PAUSE);
        if (keys == null) {
            failed(failure);
            return unavailable();
        }
        if (isFailing) {
            LOG.atInfo().addKeyValue("issuer", issuer).log("the keys of tokens are fetched again");
        }
        latest = new Fetched(keys, clock.instant());
        isFailing = false;
        return null;
    }

    private void failed(@Nullable Throwable failure) {
        if (!isFailing) {
            Throwable why = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            LOG.atWarn()
                    .addKeyValue("issuer", issuer)
                    .addKeyValue("why", String.valueOf(why))
                    .log("the keys of tokens cannot be fetched");
        }
        isFailing = true;
    }

    private KeysUnavailableException unavailable() {
        long millis = Duration.between(clock.instant(), notBefore).toMillis();
        return new KeysUnavailableException((int) Math.max(1, (millis + 999) / 1_000));
    }

    @Override
    public KeyStatus status() {
        Fetched fetched = latest;
        return new KeyStatus(keys() != null, isFailing, fetched == null ? null : fetched.at());
    }
}
