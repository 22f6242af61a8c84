package dev.oncemark.streams.enrollment;

import static dev.oncemark.streams.FormatSamples.version2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What version 2 of the format wrote must be read for ever: it has the time of each lesson until a course is complete. */
class EnrollmentVersion2Test {

    static final Enrollment OPEN = EnrollmentVersion1Test.HALF
            .withRow(EnrollmentVersion1Test.MOVED.membership(), EnrollmentVersion1Test.MOVED.courseId())
            .withCompletion(
                    new UUID(3, 4), 200, EnrollmentVersion1Test.HALF.history().latestCompletedAt() + 5);

    private static final List<Enrollment> SAMPLES = List.of(
            EnrollmentVersion1Test.FRESH,
            EnrollmentVersion1Test.HALF,
            EnrollmentVersion1Test.MOVED,
            EnrollmentVersion1Test.LONG,
            OPEN);

    @Test
    void shouldReadWhatVersion2Wrote() {
        for (int sample = 0; sample < SAMPLES.size(); sample++) {
            assertThat(EnrollmentFormat.unpack(version2("enrollment." + sample)))
                    .isEqualTo(SAMPLES.get(sample));
        }
    }

    @Test
    void shouldStillWriteIt() {
        for (int sample = 0; sample < SAMPLES.size(); sample++) {
            assertThat(EnrollmentFormat.pack(SAMPLES.get(sample))).isEqualTo(version2("enrollment." + sample));
        }
    }
}
