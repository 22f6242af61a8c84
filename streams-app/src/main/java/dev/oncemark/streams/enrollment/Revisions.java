package dev.oncemark.streams.enrollment;

import dev.oncemark.contracts.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What commands and late changes of its course left in an enrollment: {@link #NONE} in nearly all.
 *
 * @param attempt the attempt that is under way
 * @param takeBacks the lessons that were taken back in it, each once; they stay when the lesson is completed again
 * @param commands the latest commands that took back or began an attempt, the oldest first, at most {@link #COMMANDS}
 * @param course the course's completions but the present one
 * @param completedBy what made everything complete that the course requires, while the course's being complete cannot be
 *     told: a request or an import; null where neither did, or nothing waits
 */
public record Revisions(
        Attempt attempt,
        List<TakeBack> takeBacks,
        List<CarriedOut> commands,
        CourseRecord course,
        @Nullable Origin completedBy) {

    /** How many of the latest commands are known by their request ids. */
    public static final int COMMANDS = 4;

    /** Of an enrollment that no command touched and whose completed course did not end. */
    public static final Revisions NONE = new Revisions(Attempt.FIRST, List.of(), List.of(), CourseRecord.NONE, null);

    /**
     * An attempt at the enrollment's course.
     *
     * @param number counted from 1
     * @param began when the API took the command that began it, milliseconds since 1970; 0 of the first
     */
    public record Attempt(int number, long began) {
        static final Attempt FIRST = new Attempt(1, 0);
    }

    /**
     * A lesson that was taken back.
     *
     * @param at when the API took the latest command to do so, milliseconds since 1970
     */
    public record TakeBack(LessonRef lesson, long at) {}

    /** A command that was carried out, and the number of the accepted change that it was. */
    public record CarriedOut(UUID requestId, long sequence) {}

    /** Whether any completion of the enrollment may have been ended: otherwise nobody need look for one. */
    public boolean endedCompletions() {
        return attempt.number() > 1 || !takeBacks.isEmpty();
    }

    /** Whether there is more to keep than {@link #completedBy}. */
    boolean isTouched() {
        return endedCompletions() || !commands.isEmpty() || !course.equals(CourseRecord.NONE);
    }

    /** When the lesson was last taken back in this attempt, milliseconds since 1970; null if it was not. */
    public @Nullable Long takenBackAt(int courseIndex, int ordinal) {
        for (TakeBack takeBack : takeBacks) {
            if (takeBack.lesson().isAt(courseIndex, ordinal)) {
                return takeBack.at();
            }
        }
        return null;
    }

    /** The command with this request id, if it is among the latest. */
    public @Nullable CarriedOut command(UUID requestId) {
        for (CarriedOut command : commands) {
            if (command.requestId().equals(requestId)) {
                return command;
            }
        }
        return null;
    }

    Revisions withTakeBack(LessonRef lesson, long at, CarriedOut command) {
        List<TakeBack> all = new ArrayList<>(takeBacks);
        all.removeIf(before -> before.lesson().equals(lesson));
        all.add(new TakeBack(lesson, at));
        return new Revisions(attempt, List.copyOf(all), latest(command), course, completedBy);
    }

    Revisions withAttempt(Attempt next, CarriedOut command, CourseRecord earlier) {
        return new Revisions(next, List.of(), latest(command), earlier, null);
    }

    private List<CarriedOut> latest(CarriedOut command) {
        List<CarriedOut> all = new ArrayList<>(commands.size() == COMMANDS ? commands.subList(1, COMMANDS) : commands);
        all.add(command);
        return List.copyOf(all);
    }

    Revisions withCourse(CourseRecord record) {
        return record.equals(course) ? this : new Revisions(attempt, takeBacks, commands, record, completedBy);
    }

    Revisions withCompletedBy(@Nullable Origin origin) {
        return origin == completedBy ? this : new Revisions(attempt, takeBacks, commands, course, origin);
    }
}
