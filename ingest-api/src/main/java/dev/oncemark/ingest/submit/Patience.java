package dev.oncemark.ingest.submit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long a client waits for its verdict.
 *
 * @param time zero for one who does not wait
 * @param gone completes where the client has hung up: then nobody waits any more
 */
public record Patience(Duration time, Future<Void> gone) {

    /** Of who does not wait. */
    public static final Patience NONE =
            new Patience(Duration.ZERO, Promise.<Void>promise().future());

    /** @param onGone is given what to run once the client has hung up */
    public static Patience of(Duration time, Consumer<Runnable> onGone) {
        if (time.isZero()) {
            return NONE;
        }
        Promise<Void> gone = Promise.promise();
        onGone.accept(gone::tryComplete);
        return new Patience(time, gone.future());
    }

    public boolean isNone() {
        return time.isZero();
    }
}
