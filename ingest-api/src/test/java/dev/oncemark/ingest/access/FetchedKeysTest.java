package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** When keys are asked for, and how long they are believed. */
class FetchedKeysTest {

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofHours(24);

    private final JWKSet first = new JWKSet();
    private final JWKSet second = new JWKSet();
    private final List<CompletableFuture<JWKSet>> asked = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private final FetchedKeys keys = new FetchedKeys("issuer", this::ask, LEEWAY, OUTAGE, clock);

    private static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-01-31T08:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private CompletableFuture<JWKSet> ask() {
        CompletableFuture<JWKSet> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    private CompletableFuture<JWKSet> last() {
        return asked.get(asked.size() - 1);
    }

    private void fetch(JWKSet answer) {
        keys.refresh();
        last().complete(answer);
    }

    private void failToFetch() {
        keys.refresh();
        last().completeExceptionally(new IOException("away"));
    }

    private CompletableFuture<?> newer() {
        return keys.newerThan(clock.instant()).toCompletableFuture();
    }

    private int retryAfter(CompletableFuture<?> refused) {
        assertThat(refused).isCompletedExceptionally();
        try {
            refused.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof KeysUnavailableException unavailable) {
                return unavailable.retryAfter();
            }
        }
        throw new AssertionError("it did not fail as it should");
    }

    @Test
    void shouldHaveNoKeysBeforeTheFirstFetch() {
        assertThat(keys.keys()).isNull();
        keys.refresh();
        keys.refresh();

        assertThat(asked).hasSize(1);
        assertThat(keys.keys()).isNull();
        last().complete(first);
        assertThat(keys.keys()).isSameAs(first);
        assertThat(keys.status()).isEqualTo(new KeyStatus(true, false, clock.instant()));
    }

    @Test
    void shouldFetchAgainEveryFiveMinutes() {
        fetch(first);
        clock.pass(Duration.ofMinutes(5).minusSeconds(1));
        keys.refresh();
        assertThat(asked).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        fetch(second);
        assertThat(asked).hasSize(2);
        assertThat(keys.keys()).isSameAs(second);
    }

    @Test
    void shouldKeepTheKeysWhileOthersAreFetched() {
        fetch(first);
        clock.pass(Duration.ofMinutes(6));
        keys.refresh();

        assertThat(keys.keys()).isSameAs(first);
        failToFetchNow();
        assertThat(keys.keys()).isSameAs(first);
        assertThat(keys.status().areUsable()).isTrue();
        assertThat(keys.status().areFailing()).isTrue();
    }

    private void failToFetchNow() {
        last().completeExceptionally(new IOException("away"));
    }

    @Test
    void shouldBelieveKeysThroughAnOutageForSoLongAndNoLonger() {
        fetch(first);
        clock.pass(OUTAGE);
        failToFetch();
        assertThat(keys.keys()).isSameAs(first);

        clock.pass(Duration.ofMillis(1));
        assertThat(keys.keys()).isNull();
        assertThat(keys.status().areUsable()).isFalse();
        assertThat(retryAfter(newer())).isEqualTo(5);

        clock.pass(Duration.ofSeconds(5));
        fetch(second);
        assertThat(keys.keys()).isSameAs(second);
        assertThat(keys.status().areFailing()).isFalse();
    }

    @Test
    void shouldFetchForATokenThatNoKeyFits() {
        fetch(first);
        clock.pass(Duration.ofSeconds(5));
        CompletableFuture<?> newer = newer();
        assertThat(newer).isNotDone();

        last().complete(second);
        assertThat(newer).isCompleted();
        assertThat(keys.keys()).isSameAs(second);
    }

    @Test
    void shouldFetchOnceForAllTokensThatComeMeanwhile() {
        fetch(first);
        clock.pass(Duration.ofSeconds(5));
        List<CompletableFuture<?>> waiting = List.of(newer(), newer(), newer());

        assertThat(asked).hasSize(2);
        last().complete(second);
        assertThat(waiting).allMatch(CompletableFuture::isDone);
    }

    @Test
    void shouldNotBeMadeToAskMoreOftenByForgedTokens() {
        fetch(first);
        for (int second = 0; second < 60; second++) {
            clock.pass(Duration.ofSeconds(1));
            assertThat(newer()).isNotNull();
            if (!last().isDone()) {
                last().complete(first);
            }
        }

        assertThat(asked).hasSize(1 + 12);
    }

    @Test
    void shouldAskThoughTheClockWasSetBack() {
        fetch(first);
        clock.pass(Duration.ofHours(-1));
        fetch(second);

        assertThat(asked).hasSize(2);
        clock.pass(Duration.ofHours(-1));
        assertThat(newer()).isNotDone();
        assertThat(asked).hasSize(3);
    }

    @Test
    void shouldTellHowLongItDoesNotAsk() {
        fetch(first);
        assertThat(retryAfter(newer())).isEqualTo(5);
        clock.pass(Duration.ofMillis(3_100));
        assertThat(retryAfter(newer())).isEqualTo(2);
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldKnowThatATokenIssuedBeforeTheKeysIsOfNoneOfThem() {
        fetch(first);

        assertThat(keys.newerThan(clock.instant().minusSeconds(61)).toCompletableFuture())
                .isCompleted();
        assertThat(keys.newerThan(clock.instant().minusSeconds(60)).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(keys.newerThan(null).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void shouldFailWhoeverWaitsWhenTheIssuerIsAway() {
        CompletableFuture<?> waiting = newer();
        failToFetchNow();

        assertThat(retryAfter(waiting)).isEqualTo(5);
        assertThatThrownBy(() -> newer().join()).hasCauseInstanceOf(KeysUnavailableException.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldAskAnIssuerThatIsAwayAgainAfterFiveSeconds() {
        failToFetch();
        clock.pass(Duration.ofSeconds(4));
        keys.refresh();
        assertThat(asked).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        fetch(first);
        assertThat(keys.keys()).isSameAs(first);
    }
}
