package dev.oncemark.streams.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdinalsTest {

    private static Ordinals of(int... members) {
        Ordinals ordinals = Ordinals.NONE;
        for (int member : members) {
            ordinals = ordinals.with(member);
        }
        return ordinals;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 255, Ordinals.LIMIT - 1})
    void shouldContainWhatWasAddedAndNothingElse(int ordinal) {
        Ordinals ordinals = of(ordinal);
        assertThat(ordinals.contains(ordinal)).isTrue();
        assertThat(ordinals.contains(ordinal + 1)).isFalse();
        assertThat(ordinals.contains(ordinal ^ 1)).isFalse();
        assertThat(ordinals.contains(ordinal + 8)).isFalse();
        assertThat(Ordinals.NONE.contains(ordinal)).isFalse();
        assertThat(ordinals.size()).isEqualTo(ordinal / 8 + 1);
    }

    @Test
    void shouldAgreeWithABitSet() {
        Random random = new Random(1);
        Ordinals ordinals = Ordinals.NONE;
        BitSet expected = new BitSet();
        for (int added = 0; added < 500; added++) {
            int ordinal = random.nextInt(400);
            ordinals = ordinals.with(ordinal);
            expected.set(ordinal);
            assertThat(ordinals.bits()).isEqualTo(expected.toByteArray());
            assertThat(ordinals.toString()).isEqualTo(expected.toString());
        }
    }

    @Test
    void shouldNotChangeWhenAMemberIsAdded() {
        Ordinals one = of(3);
        one.with(4);
        one.bits()[0] = 0;
        assertThat(one).isEqualTo(of(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Ordinals.LIMIT, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldRefuseAnOrdinalOutOfRange(int ordinal) {
        assertThatThrownBy(() -> Ordinals.NONE.with(ordinal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ordinal " + ordinal + " is not from 0 to 131071");
    }

    @Test
    void shouldContainAllOfASubsetOnly() {
        Ordinals ordinals = of(1, 8, 20);
        assertThat(ordinals.containsAll(of(1, 20))).isTrue();
        assertThat(ordinals.containsAll(ordinals)).isTrue();
        assertThat(ordinals.containsAll(Ordinals.NONE)).isTrue();
        assertThat(ordinals.containsAll(of(1, 9))).isFalse();
        assertThat(ordinals.containsAll(of(24))).isFalse();
        assertThat(of(1, 8).containsAll(ordinals)).isFalse();
        assertThat(Ordinals.NONE.containsAll(of(0))).isFalse();
    }

    @Test
    void shouldBeEqualWhateverZerosFollow() {
        assertThat(Ordinals.ofBits(new byte[] {5, 0, 0})).isEqualTo(of(0, 2)).hasSameHashCodeAs(of(2, 0));
        assertThat(Ordinals.ofBits(new byte[] {0, 0})).isSameAs(Ordinals.NONE);
        assertThat(of(1)).isNotEqualTo(of(2)).isNotEqualTo("1");
        assertThat(of(1).hashCode()).isNotEqualTo(of(2).hashCode());
    }

    @Test
    void shouldNotChangeWithTheBytesItWasReadFrom() {
        byte[] bits = {5};
        Ordinals ordinals = Ordinals.ofBits(bits);
        bits[0] = 0;
        assertThat(ordinals).isEqualTo(of(0, 2));
    }
}
