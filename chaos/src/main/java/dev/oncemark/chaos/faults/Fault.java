package dev.oncemark.chaos.faults;

/**
 * A way to break the stack, and to put it right again.
 *
 * @param name as it is reported
 * @param room what it breaks: faults of different rooms may come at the same time
 * @param affects what cannot be had while it lasts, so that its return is the recovery
 * @param patience how long it may last at least, in milliseconds: one that needs a time-out to be seen needs as long
 */
public record Fault(String name, Room room, Affects affects, long patience, Runnable inject, Runnable heal) {

    /** Where a fault happens. */
    public enum Room {
        STREAMS_APP,
        AROUND,
        /** Anywhere: whatever it does not break it needs. */
        EVERYWHERE
    }

    /** What a fault keeps from happening. */
    public enum Affects {
        RESULTS,
        ROWS,
        ACKNOWLEDGEMENTS
    }
}
