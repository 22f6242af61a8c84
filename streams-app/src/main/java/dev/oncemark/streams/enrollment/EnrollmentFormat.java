package dev.oncemark.streams.enrollment;

import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.enrollment.Enrollment.Completion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Enrollment} as bytes: version 3 where a command touched it or a completion of its course ended, version 2 where
 * not. In this order:
 *
 * <pre>
 * octet     version: 2 or 3
 * octet     flags: 1 active, 2 imports waiting, 4 course completed, 8 and 16 a request or an import made everything
 *           complete that the course requires, which cannot be told yet, 32 not active since a time that is known
 * id        learner
 * unsigned  row version
 * signed    since when it is not active, ms since 1970, where flag 32 is set
 * unsigned  sequence
 * signed    latest time of any completion, ms since 1970
 * signed    that time less the course's completion time, where flag 4 is set
 * unsigned  version of the outline under which imports were tried, where flag 2 is set
 * unsigned  number of courses, n
 * unsigned  index of the current course, where n &gt; 1
 * n times   id of the course; block: bitmap of completed ordinals
 * unsigned  number of recent completions, the oldest first; of each:
 *   uuid      request id
 *   unsigned  ordinal × 2, + 1 where the time is earlier than the one before
 *   unsigned  index of the course, where n &gt; 1
 *   unsigned  distance in ms from the time of the completion before; of the first, from the latest time
 * n times   where flag 4 is not set: {@link TimesFormat the times} of the course's completed lessons
 * version 3 {@link RevisionsFormat what commands and late changes of the course left}
 * </pre>
 *
 * Ids, numbers and blocks are as {@link PackedWriter} writes them. Version 1, which is read for ever, has the flags 1 to 4,
 * and no times of lessons but the recent ones.
 */
public final class EnrollmentFormat {

    private static final int UNTOUCHED = 2;
    private static final int TOUCHED = 3;
    private static final int ACTIVE = 1;
    private static final int IMPORTS_WAITING = 2;
    private static final int COURSE_COMPLETED = 4;
    private static final int COMPLETED_BY_REQUEST = 8;
    private static final int COMPLETED_BY_IMPORT = 16;
    private static final int COMPLETED_BY = COMPLETED_BY_REQUEST | COMPLETED_BY_IMPORT;
    private static final int ENDED = 32;
    private static final int FLAGS_OF_VERSION_1 = ACTIVE | IMPORTS_WAITING | COURSE_COMPLETED;
    private static final int MAX_COURSES = 1 << 10;

    private EnrollmentFormat() {}

    public static byte[] pack(Enrollment enrollment) {
        boolean isTouched = enrollment.revisions().isTouched();
        var out = new PackedWriter().octet(isTouched ? TOUCHED : UNTOUCHED).octet(flags(enrollment));
        out.id(enrollment.learnerId()).unsigned(enrollment.membership().rowVersion());
        Long endedAt = enrollment.membership().endedAt();
        if (endedAt != null) {
            out.signed(endedAt);
        }
        out.unsigned(enrollment.sequence()).signed(enrollment.history().latestCompletedAt());
        Long courseCompletedAt = enrollment.courseCompletedAt();
        if (courseCompletedAt != null) {
            out.signed(enrollment.history().latestCompletedAt() - courseCompletedAt);
        }
        if (enrollment.imports().waiting()) {
            out.unsigned(enrollment.imports().triedUnder());
        }
        packCourses(enrollment, out);
        packRecent(enrollment.history(), enrollment.courses().size(), out);
        if (courseCompletedAt == null) {
            TimesFormat.pack(enrollment, out);
        }
        if (isTouched) {
            long latest = enrollment.history().latestCompletedAt();
            RevisionsFormat.pack(enrollment.revisions(), enrollment.courses().size(), latest, out);
        }
        return out.toBytes();
    }

    /** @throws CorruptStateException if the bytes are cut, damaged or of another version */
    public static Enrollment unpack(byte[] bytes) {
        var in = new PackedReader("an enrollment's state", bytes);
        int version = in.versionUpTo(TOUCHED);
        int flags = in.octet();
        int known = version == 1 ? FLAGS_OF_VERSION_1 : FLAGS_OF_VERSION_1 | COMPLETED_BY | ENDED;
        if ((flags & ~known) != 0
                || (flags & COMPLETED_BY) == COMPLETED_BY
                || (flags & (ACTIVE | ENDED)) == (ACTIVE | ENDED)) {
            throw in.damaged("the flags are " + flags);
        }
        String learnerId = in.id();
        long rowVersion = in.unsigned();
        Long endedAt = (flags & ENDED) != 0 ? Long.valueOf(in.signed()) : null;
        long sequence = in.unsigned();
        long latest = in.signed();
        Long courseCompletedAt = (flags & COURSE_COMPLETED) != 0 ? Long.valueOf(latest - in.signed()) : null;
        ImportState imports = (flags & IMPORTS_WAITING) != 0 ? new ImportState(true, in.unsigned()) : ImportState.NONE;
        int count = in.unsigned(MAX_COURSES);
        if (count == 0) {
            throw in.damaged("it has no course");
        }
        int current = count > 1 ? in.unsigned(count - 1) : 0;
        List<CourseProgress> courses = unpackCourses(in, count);
        var history = new CompletionLog(sequence, unpackRecent(in, count, latest), latest);
        if (courseCompletedAt == null) {
            courses =
                    version == 1 ? TimesFormat.ofVersion1(courses, history) : TimesFormat.unpack(in, courses, history);
        }
        Revisions revisions = version == TOUCHED ? RevisionsFormat.unpack(in, count, latest) : Revisions.NONE;
        if (version == 1 && count > 1 && courseCompletedAt != null) {
            revisions = revisions.withCourse(CourseRecord.ofUnknownCourse());
        }
        in.end();
        var membership = new Membership(learnerId, (flags & ACTIVE) != 0, rowVersion, endedAt);
        return new Enrollment(
                membership,
                current,
                courses,
                history,
                courseCompletedAt,
                imports,
                revisions.withCompletedBy(completedBy(flags)));
    }

    private static @Nullable Origin completedBy(int flags) {
        return (flags & COMPLETED_BY_REQUEST) != 0
                ? Origin.API
                : (flags & COMPLETED_BY_IMPORT) != 0 ? Origin.IMPORT : null;
    }

    private static int flags(Enrollment enrollment) {
        return (enrollment.membership().active() ? ACTIVE : 0)
                | (enrollment.membership().endedAt() != null ? ENDED : 0)
                | (enrollment.imports().waiting() ? IMPORTS_WAITING : 0)
                | (enrollment.isCourseCompleted() ? COURSE_COMPLETED : 0)
                | (enrollment.revisions().completedBy() == Origin.API ? COMPLETED_BY_REQUEST : 0)
                | (enrollment.revisions().completedBy() == Origin.IMPORT ? COMPLETED_BY_IMPORT : 0);
    }

    private static void packCourses(Enrollment enrollment, PackedWriter out) {
        int count = enrollment.courses().size();
        if (count > MAX_COURSES) {
            throw new IllegalStateException("an enrollment moved through more than " + MAX_COURSES + " courses");
        }
        out.unsigned(count);
        if (count > 1) {
            out.unsigned(enrollment.current());
        }
        for (CourseProgress course : enrollment.courses()) {
            out.id(course.courseId()).block(course.completed().bits());
        }
    }

    private static List<CourseProgress> unpackCourses(PackedReader in, int count) {
        List<CourseProgress> courses = new ArrayList<>(count);
        for (int course = 0; course < count; course++) {
            courses.add(new CourseProgress(in.id(), Ordinals.ofBits(in.block()), LessonTimes.NONE));
        }
        return List.copyOf(courses);
    }

    private static void packRecent(CompletionLog history, int courses, PackedWriter out) {
        out.unsigned(history.recent().size());
        long before = history.latestCompletedAt();
        for (Completion completion : history.recent()) {
            long distance = completion.completedAt() - before;
            out.uuid(completion.requestId()).unsigned(completion.ordinal() * 2L + (distance < 0 ? 1 : 0));
            if (courses > 1) {
                out.unsigned(completion.course());
            }
            out.unsigned(Math.abs(distance));
            before = completion.completedAt();
        }
    }

    private static List<Completion> unpackRecent(PackedReader in, int courses, long latest) {
        int count = in.unsigned(Enrollment.RECENT);
        List<Completion> recent = new ArrayList<>(count);
        long time = latest;
        for (int completion = 0; completion < count; completion++) {
            var requestId = in.uuid();
            int ordinalAndSign = in.unsigned(2 * Ordinals.LIMIT - 1);
            int course = courses > 1 ? in.unsigned(courses - 1) : 0;
            long distance = in.unsigned();
            time += (ordinalAndSign & 1) == 0 ? distance : -distance;
            recent.add(new Completion(requestId, course, ordinalAndSign >>> 1, time));
        }
        return List.copyOf(recent);
    }
}
