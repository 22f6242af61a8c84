package dev.oncemark.streams.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encodings, byte by byte: what is stored hangs on each of them. */
class PackedTest {

    private static PackedReader read(String hex) {
        return new PackedReader("a value", HexFormat.of().parseHex(hex));
    }

    private static String hex(PackedWriter writer) {
        return HexFormat.of().formatHex(writer.toBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "9223372036854775807, ffffffffffffffff7f"
    })
    void shouldPackUnsignedNumbers(long number, String hex) {
        assertThat(hex(new PackedWriter().unsigned(number))).isEqualTo(hex);
        PackedReader in = read(hex);
        assertThat(in.unsigned()).isEqualTo(number);
        in.end();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "-64, 7f",
        "64, 8001",
        "9223372036854775807, feffffffffffffffff01",
        "-9223372036854775808, ffffffffffffffffff01"
    })
    void shouldPackSignedNumbers(long number, String hex) {
        assertThat(hex(new PackedWriter().signed(number))).isEqualTo(hex);
        PackedReader in = read(hex);
        assertThat(in.signed()).isEqualTo(number);
        in.end();
    }

    @Test
    void shouldRefuseToPackANegativeNumberAsUnsigned() {
        assertThatThrownBy(() -> new PackedWriter().unsigned(-1)).hasMessage("-1 is negative");
    }

    @Test
    void shouldPackOctetsUuidsAndBlocks() {
        UUID id = UUID.fromString("01234567-89ab-cdef-8123-456789abcdef");
        var out = new PackedWriter().octet(0xfe).uuid(id).block(new byte[] {1, 2});
        assertThat(hex(out)).isEqualTo("fe" + "0123456789abcdef8123456789abcdef" + "020102");
        PackedReader in = new PackedReader("a value", out.toBytes());
        assertThat(in.octet()).isEqualTo(0xfe);
        assertThat(in.uuid()).isEqualTo(id);
        assertThat(in.block()).containsExactly(1, 2);
        in.end();
    }

    @Test
    void shouldPackAnIdThatIsAUuidInSeventeenBytes() {
        String id = "01234567-89ab-cdef-8123-456789abcdef";
        var out = new PackedWriter().id(id);
        assertThat(hex(out)).isEqualTo("00" + "0123456789abcdef8123456789abcdef");
        assertThat(new PackedReader("a value", out.toBytes()).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "lesson-é-学",
                "01234567-89AB-CDEF-8123-456789ABCDEF",
                "01234567-89ab-cdef-8123-456789abcdeg",
                "01234567x89ab-cdef-8123-456789abcdef",
                "01234567-89abxcdef-8123-456789abcdef",
                "1-2-3-4-5",
                "012345678-9ab-cdef-8123-456789abcdef",
                "01234567-89ab-cdef-8123-456789abcdef0"
            })
    void shouldGiveBackEveryIdAsItWas(String id) {
        byte[] packed = new PackedWriter().id(id).toBytes();
        assertThat(packed[0]).isNotZero();
        PackedReader in = new PackedReader("a value", packed);
        assertThat(in.id()).isEqualTo(id);
        in.end();
    }

    @Test
    void shouldRefuseToPackAnEmptyId() {
        assertThatThrownBy(() -> new PackedWriter().id("")).hasMessage("an id is empty");
    }

    @Test
    void shouldGrow() {
        byte[] large = new byte[1_000];
        large[999] = 7;
        var out = new PackedWriter();
        for (int octet = 0; octet < 129; octet++) {
            out.octet(octet);
        }
        out.signed(Long.MIN_VALUE).uuid(new UUID(3, 4)).block(large).id("x".repeat(300));
        PackedReader in = new PackedReader("a value", out.toBytes());
        for (int octet = 0; octet < 129; octet++) {
            assertThat(in.octet()).isEqualTo(octet);
        }
        assertThat(in.signed()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.uuid()).isEqualTo(new UUID(3, 4));
        assertThat(in.block()).isEqualTo(large);
        assertThat(in.id()).hasSize(300);
        in.end();
    }

    @Test
    void shouldSayWhereAValueIsCut() {
        PackedReader in = read("0102");
        in.octet();
        assertThatThrownBy(in::uuid)
                .isInstanceOf(CorruptStateException.class)
                .hasMessage("a value is cut: it has 2 bytes, and 8 more are needed at byte 1");
        assertThatThrownBy(() -> read("80").unsigned()).hasMessageContaining("is cut: it has 1 bytes, and 1 more");
        assertThatThrownBy(() -> read("0341").block()).hasMessageContaining("above 2");
        assertThatThrownBy(() -> read("0241").block()).hasMessageContaining("2 more are needed at byte 1");
        assertThatThrownBy(() -> read("024142").id().concat(read("0241").id())).hasMessageContaining("2 more");
    }

    @Test
    void shouldRefuseWhatIsDamaged() {
        assertThatThrownBy(() -> read("ffffffffffffffffff01").unsigned()).hasMessageContaining("a number is negative");
        assertThatThrownBy(() -> read("ffffffffffffffffffff01").unsigned()).hasMessageContaining("more than ten bytes");
        assertThatThrownBy(() -> read("0a").unsigned(9))
                .hasMessage("a value is damaged at byte 1: a number is 10, above 9");
        assertThat(read("09").unsigned(9)).isEqualTo(9);
        assertThatThrownBy(() -> read("0102").end()).hasMessageContaining("2 bytes are left over");
        assertThatThrownBy(() -> read("02").version(1))
                .hasMessage("a value has format version 2; this program reads version 1");
        read("01").version(1).end();
    }
}
