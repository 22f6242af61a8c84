package dev.oncemark.streams.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnrollmentFormatTest {

    private static final long DAY = 86_400_000L;
    private static final long NOW = 1_795_000_000_000L;

    private final Random random = new Random(42);

    private Enrollment completed(int lessons) {
        Enrollment enrollment = Enrollment.of(new Membership(uuid().toString(), true, 26_309_752L), uuid().toString());
        long at = NOW;
        for (int ordinal = 0; ordinal < lessons; ordinal++) {
            at += (long) (-Math.log(1 - random.nextDouble()) * DAY);
            enrollment = enrollment.withCompletion(uuid(), ordinal, at);
        }
        return enrollment;
    }

    private UUID uuid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }

    @Test
    void shouldReadWhatItWrote() {
        Enrollment moved = completed(20)
                .withRow(new Membership("learner é", false, 30_000_000L), "another course")
                .withCompletion(uuid(), 9, NOW - 400 * DAY)
                .withCourseCompleted(NOW + DAY)
                .withImports(true, 3);
        Enrollment open = completed(20)
                .withRow(new Membership("learner é", false, 30_000_000L), "another course")
                .withCompletion(uuid(), 9, NOW - 400 * DAY);
        for (Enrollment enrollment :
                new Enrollment[] {Enrollment.of(new Membership("u", false, 0), "c"), completed(1), open, moved}) {
            assertThat(EnrollmentFormat.unpack(EnrollmentFormat.pack(enrollment)))
                    .isEqualTo(enrollment);
        }
    }

    @Test
    void shouldRefuseAValueThatIsCutAnywhere() {
        for (Enrollment whole : new Enrollment[] {completed(20), completed(20).withCourseCompleted(NOW)}) {
            byte[] packed = EnrollmentFormat.pack(whole);
            for (int length = 0; length < packed.length; length++) {
                byte[] cut = Arrays.copyOf(packed, length);
                assertThatThrownBy(() -> EnrollmentFormat.unpack(cut)).isInstanceOf(CorruptStateException.class);
            }
        }
    }

    @Test
    void shouldRefuseAForeignVersionAndLeftOverBytes() {
        byte[] packed = EnrollmentFormat.pack(completed(3));
        byte[] longer = Arrays.copyOf(packed, packed.length + 1);
        assertThatThrownBy(() -> EnrollmentFormat.unpack(longer)).hasMessageContaining("1 bytes are left over");
        packed[0] = 7;
        assertThatThrownBy(() -> EnrollmentFormat.unpack(packed)).hasMessageContaining("format version 7");
    }

    /** The times are of about a day apart: four bytes each, but for the latest sixteen, which have them anyway. */
    @Test
    void shouldNeedAtMostElevenBytesPerCompletionWhileTheCourseIsNotComplete() {
        long bytes = 0;
        for (int enrollment = 0; enrollment < 1_000; enrollment++) {
            bytes += EnrollmentFormat.pack(completed(50)).length;
        }
        assertThat(bytes / 50.0 / 1_000).isLessThanOrEqualTo(11.0);
    }

    @Test
    void shouldNeedAtMostEightBytesPerCompletionOfFiftyLessons() {
        int enrollments = 1_000;
        long bytes = 0;
        for (int enrollment = 0; enrollment < enrollments; enrollment++) {
            Enrollment whole = completed(50);
            bytes += EnrollmentFormat.pack(
                            whole.withCourseCompleted(whole.history().latestCompletedAt()))
                    .length;
        }
        assertThat(bytes / 50.0 / enrollments).isLessThanOrEqualTo(8.0);
    }
}
