package dev.oncemark.chaos;

import dev.oncemark.chaos.installation.ProxiedStack;
import dev.oncemark.chaos.installation.Throttle;
import dev.oncemark.chaos.proxy.Weather;
import dev.oncemark.localstack.Stack;
import java.util.List;

/** What sets the bound to how much a stack takes, so that clients on the same machine can ask for several times of it. */
enum Bottleneck {

    /** The way to the broker is narrow, and the ingest-api has time to turn clients away. */
    BROKER(true) {
        @Override
        Runnable begin(ProxiedStack proxied) {
            proxied.toKafka().weather(Weather.narrow(BYTES_PER_SECOND));
            return () -> proxied.toKafka().weather(Weather.CLEAR);
        }
    },

    /** All that a request goes through gets little of the processors' time, and to turn clients away takes of it as well. */
    CPU(false) {
        @Override
        Runnable begin(ProxiedStack proxied) {
            Stack stack = proxied.stack();
            Throttle throttle =
                    new Throttle(List.of(stack.broker(), stack.streamsApp(), stack.sink(), stack.ingestApi()));
            throttle.start();
            return throttle::close;
        }
    };

    private static final long BYTES_PER_SECOND = 1 << 20;

    private final boolean answersAll;

    Bottleneck(boolean answersAll) {
        this.answersAll = answersAll;
    }

    /** Whether whatever is asked can be answered, if only with a 503, so that clients are free to ask for all that they want. */
    boolean answersAll() {
        return answersAll;
    }

    /** Begins it; the answer ends it. */
    abstract Runnable begin(ProxiedStack proxied);
}
