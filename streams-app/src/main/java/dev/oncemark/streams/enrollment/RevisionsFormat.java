package dev.oncemark.streams.enrollment;

import dev.oncemark.streams.enrollment.CourseRecord.Reopened;
import dev.oncemark.streams.enrollment.Revisions.Attempt;
import dev.oncemark.streams.enrollment.Revisions.CarriedOut;
import dev.oncemark.streams.enrollment.Revisions.TakeBack;
import java.util.ArrayList;
import java.util.List;

/**
 * What commands and late changes left in an enrollment, as {@link EnrollmentFormat} has it at the end of version 3. In this
 * order:
 *
 * <pre>
 * unsigned  number of the attempt, counted from 1
 * signed    when it began, ms since 1970; only where it is not the first
 * unsigned  number of take-backs; of each:
 *   lesson    which was taken back
 *   signed    distance in ms from the take-back before; of the first, from the latest time of any completion
 * unsigned  number of commands, at most 4, the oldest first; of each: uuid request id; unsigned sequence
 * unsigned  number of earlier course completions
 * octet     flags: 1 the latest of them is kept, 2 another course than the current one was completed, 4 lessons were told
 *           to be missing, 8 reopened
 * unsigned  where flag 2 is set: index of the course that was completed, + 1; 0 where that is not known
 * block     where flag 4 is set: bitmap of the lessons that were told to be missing
 * where flag 8 is set:
 *   unsigned  index of the course whose completion was reopened, where there is more than one course
 *   signed    the latest time of any completion less the date of the completion that was reopened, in ms
 *   unsigned  number of lessons completed since; lesson, of each
 * </pre>
 *
 * A lesson is, where there is more than one course, the unsigned index of its course, and its unsigned ordinal.
 */
final class RevisionsFormat {

    private static final int KEPT = 1;
    private static final int ELSEWHERE = 2;
    private static final int FLAGGED = 4;
    private static final int REOPENED = 8;
    private static final int ALL_FLAGS = KEPT | ELSEWHERE | FLAGGED | REOPENED;

    private RevisionsFormat() {}

    static void pack(Revisions revisions, int courses, long latest, PackedWriter out) {
        out.unsigned(revisions.attempt().number());
        if (revisions.attempt().number() > 1) {
            out.signed(revisions.attempt().began());
        }
        out.unsigned(revisions.takeBacks().size());
        long before = latest;
        for (TakeBack takeBack : revisions.takeBacks()) {
            packLesson(takeBack.lesson(), courses, out);
            out.signed(takeBack.at() - before);
            before = takeBack.at();
        }
        out.unsigned(revisions.commands().size());
        revisions.commands().forEach(command -> out.uuid(command.requestId()).unsigned(command.sequence()));
        packCourse(revisions.course(), courses, latest, out);
    }

    private static void packCourse(CourseRecord course, int courses, long latest, PackedWriter out) {
        out.unsigned(course.earlier()).octet(flags(course));
        if (!course.isOfPresentCourse()) {
            out.unsigned(course.completedIn() == CourseRecord.UNKNOWN ? 0 : course.completedIn() + 1L);
        }
        if (!course.flagged().isEmpty()) {
            out.block(course.flagged().bits());
        }
        Reopened reopened = course.reopened();
        if (reopened != null) {
            if (courses > 1) {
                out.unsigned(reopened.course());
            }
            out.signed(latest - reopened.completedAt())
                    .unsigned(reopened.since().size());
            reopened.since().forEach(lesson -> packLesson(lesson, courses, out));
        }
    }

    private static int flags(CourseRecord course) {
        return (course.kept() ? KEPT : 0)
                | (course.isOfPresentCourse() ? 0 : ELSEWHERE)
                | (course.flagged().isEmpty() ? 0 : FLAGGED)
                | (course.reopened() == null ? 0 : REOPENED);
    }

    private static void packLesson(LessonRef lesson, int courses, PackedWriter out) {
        if (courses > 1) {
            out.unsigned(lesson.course());
        }
        out.unsigned(lesson.ordinal());
    }

    /** @throws CorruptStateException if the bytes are cut or damaged */
    static Revisions unpack(PackedReader in, int courses, long latest) {
        int number = in.unsigned(Integer.MAX_VALUE);
        if (number == 0) {
            throw in.damaged("there is no attempt 0");
        }
        Attempt attempt = number == 1 ? Attempt.FIRST : new Attempt(number, in.signed());
        List<TakeBack> takeBacks = new ArrayList<>();
        long at = latest;
        for (int left = lessons(in, courses); left > 0; left--) {
            LessonRef lesson = unpackLesson(in, courses);
            at += in.signed();
            takeBacks.add(new TakeBack(lesson, at));
        }
        List<CarriedOut> commands = new ArrayList<>();
        for (int left = in.unsigned(Revisions.COMMANDS); left > 0; left--) {
            commands.add(new CarriedOut(in.uuid(), in.unsigned()));
        }
        CourseRecord course = unpackCourse(in, courses, latest);
        return new Revisions(attempt, List.copyOf(takeBacks), List.copyOf(commands), course, null);
    }

    private static CourseRecord unpackCourse(PackedReader in, int courses, long latest) {
        int earlier = in.unsigned(Integer.MAX_VALUE);
        int flags = in.octet();
        if ((flags & ~ALL_FLAGS) != 0) {
            throw in.damaged("the flags of the course are " + flags);
        }
        int completedIn = CourseRecord.HERE;
        if ((flags & ELSEWHERE) != 0) {
            int place = in.unsigned(courses);
            completedIn = place == 0 ? CourseRecord.UNKNOWN : place - 1;
        }
        Ordinals flagged = (flags & FLAGGED) == 0 ? Ordinals.NONE : Ordinals.ofBits(in.block());
        Reopened reopened = (flags & REOPENED) == 0 ? null : unpackReopened(in, courses, latest);
        return new CourseRecord(earlier, (flags & KEPT) != 0, completedIn, flagged, reopened);
    }

    private static Reopened unpackReopened(PackedReader in, int courses, long latest) {
        int course = courses > 1 ? in.unsigned(courses - 1) : 0;
        long completedAt = latest - in.signed();
        List<LessonRef> since = new ArrayList<>();
        for (int left = lessons(in, courses); left > 0; left--) {
            since.add(unpackLesson(in, courses));
        }
        return new Reopened(course, completedAt, List.copyOf(since));
    }

    /** A number of lessons. Nothing is made as large as it says: each is read first. */
    private static int lessons(PackedReader in, int courses) {
        return in.unsigned(courses * Ordinals.LIMIT);
    }

    private static LessonRef unpackLesson(PackedReader in, int courses) {
        int course = courses > 1 ? in.unsigned(courses - 1) : 0;
        return new LessonRef(course, in.unsigned(Ordinals.LIMIT - 1));
    }
}
