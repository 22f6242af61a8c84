package dev.oncemark.bench.jmh;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Outline;
import dev.oncemark.streams.decision.Request;
import dev.oncemark.streams.decision.Verdict;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A course of so many lessons, and an enrollment that has completed every other of them, as the app would have decided
 * it.
 */
final class SampleCourse {

    static final long TIME = 1_767_225_600_000L;

    private static final String ID = new UUID(0x4001, 0x8000_0000_0000_0001L).toString();
    private static final String LEARNER = new UUID(0x4002, 0x8000_0000_0000_0002L).toString();

    private static final Decision DECISION = new Decision(Duration.ofDays(30).toMillis());

    private final Outline outline;
    private final Enrollment enrollment;

    SampleCourse(int lessons) {
        var listed = IntStream.range(0, lessons)
                .mapToObj(ordinal -> new CourseOutline.Lesson(lesson(ordinal), true, ordinal))
                .toList();
        this.outline = Outline.of(new CourseOutline(ID, 1, true, listed, java.util.List.of(), null));
        Enrollment state = Enrollment.of(new Membership(LEARNER, true, 1_000_000), ID);
        for (int ordinal = 0; ordinal < lessons; ordinal += 2) {
            state = state.withCompletion(requestId(ordinal), ordinal, TIME + 60_000L * ordinal);
        }
        this.enrollment = state;
    }

    Outlines outlines() {
        return course -> outline;
    }

    Enrollment enrollment() {
        return enrollment;
    }

    /** A request for the lesson with this ordinal, the same each time. */
    static Request request(int ordinal) {
        return new Request.Completion(requestId(ordinal + 1_000_000), lesson(ordinal), null, TIME + 60_000L * ordinal);
    }

    Verdict decide(Request request) {
        return DECISION.decide(enrollment, outlines(), request);
    }

    private static UUID requestId(int number) {
        return new UUID(0x5a5a_4000L * (number + 1), 0x8000_0000_0000_0000L | number);
    }

    private static String lesson(int ordinal) {
        return new UUID(0x4003, 0x8000_0000_0000_0000L | ordinal).toString();
    }
}
