package dev.oncemark.streams.enrollment;

import org.jspecify.annotations.Nullable;

/**
 * What the LMS says of the enrollment, but for its course.
 *
 * @param active whether it takes requests
 * @param rowVersion the LSN of the row; older rows change nothing
 * @param endedAt since when it takes none, as the row says, milliseconds since 1970; null where the row does not say it,
 *     or where it takes requests
 */
public record Membership(
        String learnerId,
        boolean active,
        long rowVersion,
        @Nullable Long endedAt) {

    public Membership {
        endedAt = active ? null : endedAt;
    }

    /** Of a row that does not say since when it takes no requests. */
    public Membership(String learnerId, boolean active, long rowVersion) {
        this(learnerId, active, rowVersion, null);
    }
}
