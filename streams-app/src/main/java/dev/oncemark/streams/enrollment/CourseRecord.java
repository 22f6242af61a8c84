package dev.oncemark.streams.enrollment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was told of an enrollment's course completions, but for the one of the attempt that is under way.
 *
 * @param earlier how many there were before that one; where the attempt has none, how many there were
 * @param kept whether the latest of the earlier ones stands, since an attempt began that left it; false where the attempt
 *     has one of its own
 * @param completedIn the index of the course that was completed in this attempt, {@link #HERE} or {@link #UNKNOWN}
 * @param flagged the lessons of that course that it requires and that were last told to be missing, but those completed since
 * @param reopened the completion of this attempt that ended because the course required more, until there is one again
 */
public record CourseRecord(
        int earlier,
        boolean kept,
        int completedIn,
        Ordinals flagged,
        @Nullable Reopened reopened) {

    /** The course that was completed is the one in which the learner is now; also where none is complete. */
    public static final int HERE = -1;

    /** An app of version 0.1.0 noted that an enrollment had completed a course, and not which of several. */
    public static final int UNKNOWN = -2;

    static final CourseRecord NONE = new CourseRecord(0, false, HERE, Ordinals.NONE, null);

    /**
     * A completion that ended because the course required more.
     *
     * @param course the index of the course
     * @param completedAt its date, milliseconds since 1970
     * @param since the lessons that were completed since it ended
     */
    public record Reopened(int course, long completedAt, List<LessonRef> since) {

        Reopened with(LessonRef lesson) {
            List<LessonRef> all = new ArrayList<>(since);
            all.add(lesson);
            return new Reopened(course, completedAt, List.copyOf(all));
        }
    }

    /** Whether the present course is the one that was completed in this attempt. */
    public boolean isOfPresentCourse() {
        return completedIn == HERE;
    }

    CourseRecord withCompletion(LessonRef lesson) {
        if (reopened != null) {
            return reopened.since().contains(lesson)
                    ? this
                    : new CourseRecord(earlier, kept, completedIn, flagged, reopened.with(lesson));
        }
        return isOfPresentCourse() && flagged.contains(lesson.ordinal())
                ? withFlagged(flagged.without(lesson.ordinal()))
                : this;
    }

    CourseRecord withFlagged(Ordinals missing) {
        return new CourseRecord(earlier, kept, completedIn, missing, reopened);
    }

    /** The enrollment, whose course is complete, moves from one of its courses to another. */
    CourseRecord moved(int from, int to) {
        int place = isOfPresentCourse() ? from : completedIn == to ? HERE : completedIn;
        return new CourseRecord(earlier, kept, place, flagged, reopened);
    }

    /** Of version 0.1.0 it is not known which course was completed. */
    static CourseRecord ofUnknownCourse() {
        return new CourseRecord(0, false, UNKNOWN, Ordinals.NONE, null);
    }

    /** The course is complete: what had been kept is not the latest any more. */
    CourseRecord completed() {
        return kept || reopened != null ? new CourseRecord(earlier, false, HERE, Ordinals.NONE, null) : this;
    }

    /** The completion of the attempt is one of the earlier ones from now on. */
    CourseRecord ended(boolean stands, @Nullable Reopened byPolicy) {
        return new CourseRecord(earlier + 1, stands, HERE, Ordinals.NONE, byPolicy);
    }

    /** Another attempt begins after one that has no completion. */
    CourseRecord begunAgain(boolean keep) {
        return new CourseRecord(earlier, kept && keep, HERE, Ordinals.NONE, null);
    }

    /** The completion that had been reopened is the attempt's again. */
    CourseRecord restored() {
        return new CourseRecord(earlier - 1, false, HERE, Ordinals.NONE, null);
    }
}
