package dev.oncemark.sink.postgres;

/**
 * How far a partition is stored.
 *
 * @param next the offset of the first record that is not stored yet
 * @param furthest the greatest that {@code next} has been; more than that where an operator has set it back
 */
public record StoredPosition(long next, long furthest) {}
