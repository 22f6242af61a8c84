package dev.oncemark.streams.decision;

import java.time.Duration;

/** How requests are decided in tests. */
public final class Decisions {

    /** As the app does unless it is set otherwise. */
    public static final Decision BY_DEFAULT = new Decision(Duration.ofDays(30).toMillis());

    private Decisions() {}
}
