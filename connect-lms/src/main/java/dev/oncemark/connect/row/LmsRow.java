package dev.oncemark.connect.row;

import java.util.Map;

/**
 * A record for the streams-app.
 *
 * @param fields texts, booleans, longs and doubles, none of them null
 */
public record LmsRow(String topic, String key, Map<String, Object> fields) {

    /** Rows of the catalog and the ends of transactions, in the order of the platform's log. */
    public static final String COURSES = "lms.courses";

    /** Enrollments and progress, by enrollment. */
    public static final String ENROLLMENTS = "lms.enrollments";
}
