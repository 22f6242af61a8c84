package dev.oncemark.streams.decision;

import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.enrollment.Enrollment;
import java.util.List;

/**
 * What becomes of an enrollment's course completion without a command.
 *
 * @param after the enrollment's state from now on
 * @param kind what is told
 * @param origin what brought it about
 * @param missing the required lessons that are not complete, where that is why
 */
public record CourseVerdict(Enrollment after, Kind kind, Origin origin, List<String> missing) {

    /** What is told of the course. */
    public enum Kind {
        /** Only the enrollment's state changes. */
        NOTHING,
        /** It is complete. */
        COMPLETED,
        /** The completion ended, since the course requires more. */
        REOPENED,
        /** The completion that ended so stands again. */
        RESTORED,
        /** The completion stands; the course requires more, and other lessons than were told before. */
        CONTENT_CHANGED
    }

    static CourseVerdict of(Enrollment after, Kind kind, Origin origin) {
        return new CourseVerdict(after, kind, origin, List.of());
    }
}
