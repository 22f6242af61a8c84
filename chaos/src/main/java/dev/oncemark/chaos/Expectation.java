package dev.oncemark.chaos;

/**
 * A figure that a scenario has to reach.
 *
 * @param atMost the most that it may be
 */
record Expectation(String what, double was, double atMost) {

    boolean isMet() {
        return was <= atMost;
    }
}
