package dev.oncemark.bench;

import java.util.List;

/** Contestants that are measured beside each other, on the same input. */
public interface Suite {

    /** The word that calls it. */
    String name();

    /** What it measures, in one line. */
    String help();

    /** What it can be told, beside {@link Arguments#ROUNDS}; one of the same name here gives that another default. */
    List<Option> options();

    /**
     * Checks that all give right results, warms up, then measures in turn, round by round.
     *
     * @throws Exception where it cannot go on; nothing of what was measured is kept
     */
    Figures run(Bench bench) throws Exception;
}
