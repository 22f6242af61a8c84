package dev.oncemark.chaos;

import java.util.Locale;

/**
 * A fault as it happened.
 *
 * @param hitWork whether requests were acknowledged and not decided, decided and not stored, or sent and not answered
 * @param alone whether no other fault came before its effect was over: if not, the seconds are of them all
 * @param lasted seconds
 * @param without the longest that what it affects did not happen meanwhile, in seconds
 * @param recovery seconds from its end, when the part was ready where it had been killed, to the next of what it affects
 */
record Incident(String fault, boolean hitWork, boolean alone, double lasted, double without, double recovery) {

    /** One that nothing else happened beside. */
    static Incident alone(String fault, boolean hitWork, double lasted, double without, double recovery) {
        return new Incident(fault, hitWork, true, lasted, without, recovery);
    }

    /** What is known before it is over. */
    String head() {
        return String.format(Locale.ROOT, "%-48s %5.1f s%s", fault, lasted, hitWork ? "" : " (nothing in flight)");
    }

    String text() {
        return head() + String.format(Locale.ROOT, ", %5.1f s without, recovered after %5.1f s", without, recovery);
    }
}
