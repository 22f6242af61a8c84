package dev.oncemark.streams.enrollment;

import static dev.oncemark.streams.FormatSamples.version3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What version 3 of the format writes must be read for ever: it is of enrollments that commands or late changes touched. */
class EnrollmentVersion3Test {

    private static final long TIME = 1_795_000_000_123L;
    private static final UUID COMMAND = UUID.fromString("3e0f5b0a-96a1-4bb1-8f0e-1a2b3c4d5e6f");
    private static final Membership MEMBER = new Membership("learner", true, 30);

    private static final Enrollment HALF = Enrollment.of(MEMBER, "a")
            .withCompletion(new UUID(1, 2), 3, TIME)
            .withCompletion(new UUID(3, 4), 200, TIME + 9);

    static final Enrollment TAKEN_BACK = HALF.withTakeBack(new LessonRef(0, 200), COMMAND, TIME + 60_000)
            .withCompletion(new UUID(5, 6), 200, TIME + 70_000)
            .withTakeBack(new LessonRef(0, 3), new UUID(7, 8), TIME + 50_000);

    static final Enrollment MOVED = HALF.withRow(MEMBER, "b")
            .withCompletion(new UUID(5, 6), 7, TIME + 20)
            .withTakeBack(new LessonRef(0, 3), COMMAND, TIME + 60_000)
            .withTakeBack(new LessonRef(1, 7), new UUID(7, 8), TIME + 61_000);

    static final Enrollment SECOND_ATTEMPT = HALF.withCourseCompleted(TIME + 9)
            .withNextAttempt(COMMAND, TIME + 60_000, true)
            .withCompletion(new UUID(5, 6), 3, TIME + 70_000)
            .withCompletedBy(Origin.IMPORT);

    static final Enrollment ELSEWHERE = HALF.withCourseCompleted(TIME + 9).withRow(MEMBER, "b");

    static final Enrollment FLAGGED =
            HALF.withCourseCompleted(TIME + 9).withFlagged(Ordinals.NONE.with(5).with(130));

    static final Enrollment REOPENED = HALF.withCourseCompleted(TIME + 9)
            .withCourseEnded(true)
            .withCompletion(new UUID(5, 6), 9, TIME + 5)
            .withRow(MEMBER, "b")
            .withCompletion(new UUID(7, 8), 2, TIME + 6);

    private static final List<Enrollment> SAMPLES =
            List.of(TAKEN_BACK, MOVED, SECOND_ATTEMPT, ELSEWHERE, FLAGGED, REOPENED);

    @Test
    void shouldReadWhatVersion3Wrote() {
        for (int sample = 0; sample < SAMPLES.size(); sample++) {
            assertThat(EnrollmentFormat.unpack(version3("enrollment." + sample)))
                    .isEqualTo(SAMPLES.get(sample));
        }
    }

    @Test
    void shouldStillWriteIt() {
        for (int sample = 0; sample < SAMPLES.size(); sample++) {
            assertThat(EnrollmentFormat.pack(SAMPLES.get(sample))).isEqualTo(version3("enrollment." + sample));
        }
    }

    @Test
    void shouldReadWhatItWrites() {
        for (Enrollment sample : SAMPLES) {
            byte[] packed = EnrollmentFormat.pack(sample);
            assertThat(packed[0]).isEqualTo((byte) 3);
            assertThat(EnrollmentFormat.unpack(packed)).isEqualTo(sample);
        }
    }

    /** Whoever is not touched is as an earlier version would have it, but for what a waiting completion is told as. */
    @Test
    void shouldWriteVersion2OfUntouchedEnrollments() {
        for (Origin origin : List.of(Origin.API, Origin.IMPORT)) {
            Enrollment waits = HALF.withCompletedBy(origin);
            byte[] packed = EnrollmentFormat.pack(waits);
            assertThat(packed[0]).isEqualTo((byte) 2);
            assertThat(EnrollmentFormat.unpack(packed)).isEqualTo(waits);
            packed[1] = (byte) (packed[1] ^ (origin == Origin.API ? 8 : 16));
            assertThat(packed).isEqualTo(EnrollmentFormat.pack(HALF));
        }
        Enrollment restored =
                HALF.withCourseCompleted(TIME + 9).withCourseEnded(true).withCourseRestored();
        assertThat(EnrollmentFormat.pack(restored))
                .isEqualTo(EnrollmentFormat.pack(HALF.withCourseCompleted(TIME + 9)));
        assertThat(EnrollmentFormat.unpack(EnrollmentFormat.pack(HALF)).revisions())
                .isSameAs(Revisions.NONE);
    }

    @Test
    void shouldRefuseAValueThatIsCutAnywhereOrTooLong() {
        for (Enrollment sample : SAMPLES) {
            byte[] packed = EnrollmentFormat.pack(sample);
            for (int length = 0; length < packed.length; length++) {
                byte[] cut = Arrays.copyOf(packed, length);
                assertThatThrownBy(() -> EnrollmentFormat.unpack(cut)).isInstanceOf(CorruptStateException.class);
            }
            byte[] longer = Arrays.copyOf(packed, packed.length + 1);
            assertThatThrownBy(() -> EnrollmentFormat.unpack(longer)).hasMessageContaining("1 bytes are left over");
        }
    }

    private static Revisions unpack(PackedWriter written, int courses) {
        PackedReader in = new PackedReader("revisions", written.toBytes());
        Revisions read = RevisionsFormat.unpack(in, courses, TIME);
        in.end();
        return read;
    }

    private static PackedWriter first() {
        return new PackedWriter().unsigned(1);
    }

    @Test
    void shouldRefuseWhatIsDamaged() {
        assertThatThrownBy(() -> unpack(new PackedWriter().unsigned(0), 1)).hasMessageContaining("no attempt 0");
        assertThatThrownBy(() -> unpack(first().unsigned(Ordinals.LIMIT + 1L), 1))
                .hasMessageContaining("a number is 131073, above 131072");
        assertThatThrownBy(() -> unpack(first().unsigned(1).unsigned(2).unsigned(0), 2))
                .hasMessageContaining("a number is 2, above 1");
        assertThatThrownBy(() -> unpack(first().unsigned(1).unsigned(Ordinals.LIMIT), 1))
                .hasMessageContaining("above 131071");
        assertThatThrownBy(() -> unpack(first().unsigned(0).unsigned(5), 1)).hasMessageContaining("above 4");
        assertThatThrownBy(
                        () -> unpack(first().unsigned(0).unsigned(0).unsigned(0).octet(16), 1))
                .hasMessageContaining("the flags of the course are 16");
        assertThatThrownBy(() -> unpack(
                        first().unsigned(0).unsigned(0).unsigned(0).octet(2).unsigned(3), 2))
                .hasMessageContaining("a number is 3, above 2");
        assertThat(unpack(first().unsigned(0).unsigned(0).unsigned(0).octet(0), 1))
                .isEqualTo(Revisions.NONE);
    }

    @Test
    void shouldRefuseThatBothMadeACourseComplete() {
        byte[] packed = EnrollmentFormat.pack(HALF.withCompletedBy(Origin.API));
        packed[1] |= 16;
        assertThatThrownBy(() -> EnrollmentFormat.unpack(packed)).hasMessageContaining("the flags are 25");
    }
}
