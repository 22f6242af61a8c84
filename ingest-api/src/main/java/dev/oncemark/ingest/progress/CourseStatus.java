package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CourseCompletion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The completion of an enrollment's course that stands, or else the latest that ended.
 *
 * @param end null of one that stands
 */
record CourseStatus(CourseCompletion completion, @Nullable End end) {

    /**
     * How a completion ended.
     *
     * @param as {@code REVOKED}, or {@code REOPENED} where the course requires more
     * @param reason the command's, where one ended it
     */
    record End(String as, @Nullable String reason, Instant at) {}

    /** Whether the course is complete, by what was done in this attempt. */
    boolean standsIn(int attempt) {
        return end == null && completion.attemptNumber() == attempt;
    }
}
