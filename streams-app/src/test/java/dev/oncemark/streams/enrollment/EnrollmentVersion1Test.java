package dev.oncemark.streams.enrollment;

import static dev.oncemark.streams.FormatSamples.version1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What version 1 of the format wrote must be read for ever: completed lessons are in no other place. */
class EnrollmentVersion1Test {

    private static final UUID REQUEST = UUID.fromString("7d9f2c1e-5a34-4b8e-9c01-2f6a8be41d70");
    private static final long TIME = 1_795_000_000_123L;

    static final Enrollment FRESH =
            Enrollment.of(new Membership("4be0643f-1d98-473b-97cd-ca98a65347dd", true, 26_309_752L), "course-7");

    static final Enrollment HALF = FRESH.withCompletion(REQUEST, 0, TIME)
            .withCompletion(new UUID(1, 2), 9, TIME - 86_400_000L)
            .withImports(true, 3);

    static final Enrollment MOVED = HALF.withRow(
                    new Membership("learner é", false, 30_000_000L), "f47ac10b-58cc-4372-a567-0e02b2c3d479")
            .withCompletion(new UUID(3, 4), 200, TIME + 5)
            .withCourseCompleted(TIME + 5);

    static final Enrollment LONG = completed(40);

    private static Enrollment completed(int lessons) {
        Enrollment enrollment = FRESH;
        for (int ordinal = 0; ordinal < lessons; ordinal++) {
            enrollment = enrollment.withCompletion(new UUID(ordinal, ~ordinal), ordinal, TIME + 1_000L * ordinal);
        }
        return enrollment;
    }

    @Test
    void shouldReadWhatVersion1Wrote() {
        assertThat(EnrollmentFormat.unpack(version1("enrollment.fresh"))).isEqualTo(FRESH);
        assertThat(EnrollmentFormat.unpack(version1("enrollment.half"))).isEqualTo(HALF);
        Enrollment moved = EnrollmentFormat.unpack(version1("enrollment.moved"));
        assertThat(moved).usingRecursiveComparison().ignoringFields("revisions").isEqualTo(MOVED);
    }

    /** Version 1 does not say which of several courses was completed: no course's policy ends that completion. */
    @Test
    void shouldNotKnowWhichOfSeveralCoursesWasCompleted() {
        Enrollment moved = EnrollmentFormat.unpack(version1("enrollment.moved"));
        assertThat(moved.revisions().course()).isEqualTo(CourseRecord.ofUnknownCourse());
        assertThat(moved.revisions().course().isOfPresentCourse()).isFalse();
        assertThat(EnrollmentFormat.unpack(EnrollmentFormat.pack(moved))).isEqualTo(moved);
    }

    /** Of older times version 1 has only that none is after the latest. */
    @Test
    void shouldTakeTimesThatVersion1DidNotKeepForTheLatest() {
        Enrollment read = EnrollmentFormat.unpack(version1("enrollment.long"));
        assertThat(read.history()).isEqualTo(LONG.history());
        assertThat(read.progress().completed()).isEqualTo(LONG.progress().completed());
        for (int ordinal = 0; ordinal < 40; ordinal++) {
            LessonRef lesson = new LessonRef(0, ordinal);
            assertThat(read.completedAt(lesson))
                    .isEqualTo(ordinal < 24 ? LONG.history().latestCompletedAt() : LONG.completedAt(lesson));
        }
    }

    @Test
    void shouldWriteVersion2WhatItReadAsVersion1() {
        Enrollment read = EnrollmentFormat.unpack(version1("enrollment.long"));
        byte[] packed = EnrollmentFormat.pack(read);
        assertThat(packed[0]).isEqualTo((byte) 2);
        assertThat(EnrollmentFormat.unpack(packed)).isEqualTo(read);
    }

    @Test
    void shouldRefuseACurrentCourseThatIsNone() {
        byte[] moved = version1("enrollment.moved");
        // Version, flags, learner (11), row version (4), sequence, latest (6), course completed, tried under, count.
        int currentCourse = 2 + 11 + 4 + 1 + 6 + 1 + 1 + 1;
        assertThat(moved[currentCourse]).isEqualTo((byte) 1);
        moved[currentCourse] = 2;
        assertThatThrownBy(() -> EnrollmentFormat.unpack(moved)).hasMessageContaining("a number is 2, above 1");
    }

    @Test
    void shouldRefuseFlagsThatVersion1DoesNotHave() {
        byte[] fresh = version1("enrollment.fresh");
        fresh[1] |= 8;
        assertThatThrownBy(() -> EnrollmentFormat.unpack(fresh)).hasMessageContaining("the flags are 9");
        fresh[1] = 17;
        assertThatThrownBy(() -> EnrollmentFormat.unpack(fresh)).hasMessageContaining("the flags are 17");
    }
}
