package dev.oncemark.streams.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Since when an enrollment is over takes room only where it is known, and is in versions 2 and 3. */
class EndedFormatTest {

    private static final int ENDED = 32;

    private static Enrollment ended(@Nullable Long at) {
        return Enrollment.of(new Membership("u", false, 5, at), "c").withCompletion(new UUID(1, 2), 3, 4_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -62_135_596_800_000L, 1_767_225_600_123L, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldReadWhatItWrote(long at) {
        for (Enrollment enrollment :
                new Enrollment[] {ended(at), ended(at).withTakeBack(new LessonRef(0, 3), new UUID(3, 4), 5_000)}) {
            assertThat(EnrollmentFormat.unpack(EnrollmentFormat.pack(enrollment)))
                    .isEqualTo(enrollment);
        }
    }

    @Test
    void shouldTakeRoomOnlyWhereItIsKnown() {
        byte[] without = EnrollmentFormat.pack(ended(null));
        assertThat(without[1] & ENDED).isZero();
        assertThat(EnrollmentFormat.pack(ended(1_767_225_600_123L))).hasSize(without.length + 6);
        var active = Enrollment.of(new Membership("u", true, 5, 4_000L), "c");
        assertThat(EnrollmentFormat.pack(active))
                .isEqualTo(EnrollmentFormat.pack(Enrollment.of(new Membership("u", true, 5), "c")));
    }

    @Test
    void shouldRefuseAnActiveOneThatIsOverAndThatOfVersion1() {
        byte[] active = EnrollmentFormat.pack(ended(4_000L));
        active[1] |= 1;
        assertThatThrownBy(() -> EnrollmentFormat.unpack(active)).hasMessageContaining("the flags are");
        byte[] first = EnrollmentFormat.pack(ended(4_000L));
        first[0] = 1;
        assertThatThrownBy(() -> EnrollmentFormat.unpack(first)).hasMessageContaining("the flags are");
    }

    @Test
    void shouldRefuseAValueThatIsCutAnywhere() {
        byte[] packed = EnrollmentFormat.pack(ended(1_767_225_600_123L));
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> EnrollmentFormat.unpack(cut)).isInstanceOf(CorruptStateException.class);
        }
    }
}
