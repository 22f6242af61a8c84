package dev.oncemark.streams;

/** Which requests wait for others in the reference model: as the rule says, or not. */
enum WaitingOrder {
    AS_RULED,
    /** A request that waits for its lesson holds the enrollment. */
    BY_ENROLLMENT,
    /** A command waits, and holds others, as a completion does. */
    WITHOUT_BARRIERS
}
