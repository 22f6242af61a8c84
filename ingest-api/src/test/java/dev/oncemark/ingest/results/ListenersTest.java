package dev.oncemark.ingest.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.results.Subscriptions.Subscription;
import dev.oncemark.ingest.results.Waiters.Waiter;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results are read less often while nobody wants them: the first who does has to be told of. */
class ListenersTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger told = new AtomicInteger();
    private final Waiters waiters = new Waiters(vertx, 2, told::incrementAndGet);
    private final Subscriptions subscriptions = new Subscriptions(vertx, 2, told::incrementAndGet);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Waiter waiter() {
        return Objects.requireNonNull(waiters.waitFor(UUID.randomUUID()));
    }

    private Subscription follower() {
        return Objects.requireNonNull(subscriptions.follow("enrollment", decided -> {}));
    }

    @Test
    void shouldTellOfTheFirstWhoWaits() {
        Waiter first = waiter();
        assertThat(told).hasValue(1);

        Waiter second = waiter();
        assertThat(told).hasValue(1);

        first.giveUp();
        second.giveUp();
        waiter();
        assertThat(told).hasValue(2);
    }

    @Test
    void shouldTellOfTheFirstWhoFollows() {
        Subscription first = follower();
        assertThat(told).hasValue(1);

        Subscription second = follower();
        assertThat(told).hasValue(1);

        first.end();
        second.end();
        follower();
        assertThat(told).hasValue(2);
    }
}
