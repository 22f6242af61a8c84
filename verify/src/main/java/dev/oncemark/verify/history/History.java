package dev.oncemark.verify.history;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that is verified, as of one cut that a living system has passed: PostgreSQL first, then how far the
 * streams-app has read, then the ends of what it writes, then the ends of what it reads. So whatever PostgreSQL has is
 * within the results, and whatever request a result names is within the requests.
 */
public interface History {

    /** How many partitions enrollments are spread over. */
    int partitions();

    Extent extent(Log log);

    /** Gives every committed record of the log's extent, in order. */
    default void read(Log log, Consumer<StoredRecord> each) {
        readFrom(log, extent(log).start(), each);
    }

    /** As {@link #read}, beginning at an offset. */
    void readFrom(Log log, long offset, Consumer<StoredRecord> each);

    /** The offset up to which the streams-app has done everything; empty if that is not known. */
    OptionalLong consumed(Log log);

    /** The offsets of the requests of a partition that are parked. */
    Set<Long> parked(int partition);

    /** The rows of {@code lesson_progress}, each as the result that it says it is of. */
    void lessonRows(Consumer<CompletionResult> each);

    /** The rows of {@code lesson_history}. */
    void endedRows(Consumer<EndedLesson> each);

    /** The rows of {@code enrollment_command}. */
    void commandRows(Consumer<CarriedOut> each);

    /** The rows of {@code course_completion}. */
    void courseRows(Consumer<CourseCompletion> each);

    /** The rows of {@code course_change}. */
    void changeRows(Consumer<CourseChange> each);

    /** The offset up to which the sink says to have stored everything: 0 where it says nothing. */
    long stored(Log log);

    /** Logs that had a transaction open for longer than any may be. */
    List<Log> stuck();

    /** When the cut was made, milliseconds since 1970, by this machine's clock. */
    long takenAt();
}
