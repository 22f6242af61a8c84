package dev.oncemark.streams.processor;

import java.time.Duration;

/**
 * How requests for what is not known yet are parked.
 *
 * @param grace how long each of them waits at most
 * @param bound how many of them a task holds at most
 */
public record ParkingLimits(Duration grace, int bound) {}
