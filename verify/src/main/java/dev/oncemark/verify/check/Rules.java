package dev.oncemark.verify.check;

import java.time.Duration;

/**
 * What is promised differently by different installations.
 *
 * @param grace how long a request waits for a row that is missing
 * @param clocks how far the clocks of broker and apps may be apart, and how long reading a row may take
 * @param parkingBound how many requests wait in a partition before others are rejected at once
 * @param late how long after an enrollment ended completions are taken that happened before; zero for not at all
 * @param settled whether everything has to be read, decided and stored: nobody is at work any more
 */
public record Rules(Duration grace, Duration clocks, int parkingBound, Duration late, boolean settled) {

    public static final Rules STANDARD =
            new Rules(Duration.ofSeconds(10), Duration.ofSeconds(2), 10_000, Duration.ofDays(30), false);

    public Rules whenSettled() {
        return new Rules(grace, clocks, parkingBound, late, true);
    }

    /** How long after a request's arrival a row has to come to be surely too late. */
    long lateAfterMillis() {
        return grace.minus(clocks).toMillis();
    }
}
