package dev.oncemark.chaos;

/**
 * A fault as it happened.
 *
 * @param hitWork whether requests were acknowledged and not decided, decided and not stored, or sent and not answered
 * @param lasted seconds
 * @param without the longest that what it affects did not happen meanwhile, in seconds
 * @param recovery seconds from its end, when the part was ready where it had been killed, to the next of what it affects
 */
record Incident(String fault, boolean hitWork, double lasted, double without, double recovery) {}
