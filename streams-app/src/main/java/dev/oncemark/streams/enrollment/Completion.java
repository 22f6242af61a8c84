package dev.oncemark.streams.enrollment;

import java.util.UUID;

/**
 * One of an enrollment's latest completions.
 *
 * @param requestId the request that completed the lesson
 * @param course the index of the course among the enrollment's
 * @param ordinal the lesson's ordinal in that course
 * @param completedAt milliseconds since 1970
 */
public record Completion(UUID requestId, int course, int ordinal, long completedAt) {

    boolean isAt(Place place) {
        return course == place.course() && ordinal == place.ordinal();
    }
}
