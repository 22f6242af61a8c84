package dev.oncemark.streams.processor;

import dev.oncemark.contracts.Topic;

/** The names of the stores and outputs of {@link DecisionProcessor}. Deployed state hangs on them. */
public final class Names {

    public static final String ENROLLMENTS = "enrollments";
    public static final String ENROLLMENTS_BY_COURSE = "enrollments-by-course";
    public static final String OUTLINES = "outlines";
    public static final String PARKED = "parked";
    public static final String IMPORTS = "imports";
    public static final String REEVALUATIONS = "reevaluations";

    private Names() {}

    /** The node that writes to {@code topic}. */
    public static String output(Topic<?> topic) {
        return "write-" + topic.name();
    }
}
