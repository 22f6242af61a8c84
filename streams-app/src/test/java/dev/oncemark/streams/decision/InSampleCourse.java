package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A learner who is enrolled in a course of two required lessons and an extra one, and what is decided there. */
abstract class InSampleCourse {

    static final UUID FIRST = new UUID(0, 1);
    static final UUID SECOND = new UUID(0, 2);
    static final Enrollment ENROLLED = Enrollment.of(new Membership("learner", true, 7), "course");

    final Map<String, Outline> known = new HashMap<>();

    InSampleCourse() {
        course("course", true, new Lesson("l0", true, 0), new Lesson("l1", true, 1), new Lesson("extra", false, 2));
    }

    void course(String id, boolean published, Lesson... lessons) {
        known.put(id, Outline.of(new CourseOutline(id, 3, published, List.of(lessons), List.of(), null)));
    }

    void course(String id, List<Lesson> lessons, FormerLesson former, @Nullable Boolean deleted) {
        known.put(id, Outline.of(new CourseOutline(id, 4, true, lessons, List.of(former), deleted)));
    }

    Verdict decide(@Nullable Enrollment enrollment, UUID requestId, String lesson) {
        return Decisions.BY_DEFAULT.decide(enrollment, known::get, new Completion(requestId, lesson, null, 1_000));
    }

    Enrollment accepted(Enrollment enrollment, UUID requestId, String lesson) {
        return ((Accepted) decide(enrollment, requestId, lesson)).after();
    }
}
