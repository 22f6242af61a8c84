package dev.oncemark.chaos.proxy;

import java.time.Duration;

/**
 * How a proxy treats what passes.
 *
 * @param delay how long every piece is held back
 * @param cutAfter after so many bytes from the server a connection is reset; 0 never
 * @param bytesPerSecond how much a connection lets through in each direction; 0 for as much as comes
 * @param silent nothing passes any more, and nobody is told: connections stay half open
 * @param closed no connection is taken, and those that there are are reset
 */
public record Weather(Duration delay, long cutAfter, long bytesPerSecond, boolean silent, boolean closed) {

    public static final Weather CLEAR = new Weather(Duration.ZERO, 0, 0, false, false);

    public static Weather slow(Duration delay) {
        return new Weather(delay, 0, 0, false, false);
    }

    public static Weather cutting(long bytes) {
        return new Weather(Duration.ZERO, bytes, 0, false, false);
    }

    public static Weather narrow(long bytesPerSecond) {
        return new Weather(Duration.ZERO, 0, bytesPerSecond, false, false);
    }

    public static Weather silence() {
        return new Weather(Duration.ZERO, 0, 0, true, false);
    }

    public static Weather gone() {
        return new Weather(Duration.ZERO, 0, 0, false, true);
    }
}
