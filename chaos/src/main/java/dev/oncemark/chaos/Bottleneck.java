package dev.oncemark.chaos;

import dev.oncemark.chaos.proxy.Weather;
import dev.oncemark.localstack.Stack;
import java.util.List;

/** What sets the bound to how much a stack takes, so that clients on the same machine can ask for several times of it. */
enum Bottleneck {

    /** The way to the broker is narrow, and the ingest-api has time to turn clients away. */
    BROKER(1) {
        @Override
        Runnable begin(Target target) {
            target.toKafka().weather(Weather.narrow(BYTES_PER_SECOND));
            return () -> target.toKafka().weather(Weather.CLEAR);
        }
    },

    /** All that a request goes through gets little of the processors' time, and to turn clients away takes of it as well. */
    CPU(100) {
        @Override
        Runnable begin(Target target) {
            Stack stack = target.stack();
            Throttle throttle =
                    new Throttle(List.of(stack.broker(), stack.streamsApp(), stack.sink(), stack.ingestApi()));
            throttle.start();
            return throttle::close;
        }
    };

    private static final long BYTES_PER_SECOND = 1 << 20;

    private final double mostUnmade;

    Bottleneck(double mostUnmade) {
        this.mostUnmade = mostUnmade;
    }

    /** How many of a hundred requests may not be made, since all clients wait for answers. */
    double mostUnmade() {
        return mostUnmade;
    }

    /** Begins it; the answer ends it. */
    abstract Runnable begin(Target target);
}
