package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oncemark.connect.column.IdText;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.contracts.Ids;
import io.debezium.data.Bits;
import io.debezium.data.Uuid;
import io.debezium.data.VariableScaleDecimal;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, from every type that platforms have them in. */
class IdsTest {

    private static final String UUID = "0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldReadAnId(String name, Schema schema, Object value, String expected) {
        assertThat(course(schema, value)).containsEntry("id", expected).doesNotContainKey("__unreadable");
    }

    static Stream<Arguments> shouldReadAnId() {
        Schema money = Decimal.builder(2).build();
        return Stream.of(
                arguments("text", Schema.STRING_SCHEMA, "algebra", "algebra"),
                arguments("char(10)", Schema.STRING_SCHEMA, "algebra   ", "algebra"),
                arguments("smallint", Schema.INT16_SCHEMA, (short) 7, "7"),
                arguments("integer", Schema.INT32_SCHEMA, 7, "7"),
                arguments("bigint", Schema.INT64_SCHEMA, Long.MAX_VALUE, "9223372036854775807"),
                arguments(
                        "numeric(20,0)",
                        Decimal.schema(0),
                        new BigDecimal("12345678901234567890"),
                        "12345678901234567890"),
                arguments("numeric(8,2)", money, new BigDecimal("700.00"), "700"),
                arguments("numeric", VariableScaleDecimal.schema(), variable("1200"), "1200"),
                arguments("numeric, hundreds", VariableScaleDecimal.schema(), variable("12E2"), "1200"),
                arguments("double precision", Schema.FLOAT64_SCHEMA, 12.0, "12"),
                arguments("uuid", Uuid.schema(), UUID.toUpperCase(java.util.Locale.ROOT), UUID),
                arguments("binary(16)", Schema.BYTES_SCHEMA, uuidBytes(), UUID),
                arguments("bit(8)", Bits.schema(8), new byte[] {5}, "5"),
                arguments("bit(16)", Bits.schema(16), new byte[] {1, 1}, "257"),
                arguments("255 characters", Schema.STRING_SCHEMA, "x".repeat(255), "x".repeat(255)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void shouldSayWhichIdItCannotRead(Schema schema, Object value, String sentence) {
        assertThat(course(schema, value))
                .containsEntry("__unreadable", sentence)
                .containsEntry("__table", "course")
                .containsKey("__row")
                .doesNotContainKey("id");
    }

    static Stream<Arguments> shouldSayWhichIdItCannotRead() {
        String shown = "x".repeat(63) + "…";
        return Stream.of(
                arguments(
                        Schema.STRING_SCHEMA,
                        "x".repeat(256),
                        "column id (STRING): '" + shown + "' has 256 characters; an id has 255 at most"),
                arguments(Schema.STRING_SCHEMA, "  ", "column id (STRING): '' is empty, and no id"),
                arguments(Schema.STRING_SCHEMA, "a\nb", "column id (STRING): 'a?b' has a control character"),
                arguments(Schema.STRING_SCHEMA, "a\ud800", "column id (STRING): is not valid Unicode"),
                arguments(
                        Schema.BYTES_SCHEMA,
                        new byte[] {1, 2},
                        "column id (BYTES): 2 bytes are no id; only a UUID's 16 are one"),
                arguments(Schema.FLOAT64_SCHEMA, Double.NaN, "column id (FLOAT64): 'NaN' is no number"));
    }

    @Test
    void shouldRefuseATypeThatIsNoId() {
        Schema array = SchemaBuilder.array(Schema.STRING_SCHEMA).build();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> course(array, java.util.List.of("a")))
                .isInstanceOf(ConnectException.class)
                .hasMessage("course: id: column id (ARRAY) cannot be an id");
    }

    /** The streams-app and the API take an id by these rules. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "", " ", "a\tb", "\u0085", "\ud83d\ude00", "\ud83d", "a/b", "ä"})
    void shouldTakeTheIdsThatOncemarkTakes(String id) {
        boolean taken = true;
        try {
            IdText.of(id);
        } catch (UnreadableValueException refused) {
            taken = false;
        }
        assertThat(taken).isEqualTo(Ids.problem(id) == null);
        assertThat(IdText.MAX_LENGTH).isEqualTo(Ids.MAX_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "u1, algebra, u1:algebra",
        "u:1, algebra, u~11:algebra",
        "u, 1:algebra, u:1~1algebra",
        "u~1, algebra, u~01:algebra"
    })
    void shouldJoinColumnsSoThatTheyCannotRunIntoEachOther(String learner, String course, String joined) {
        assertThat(joined("learner || ':' || course", learner, course)).isEqualTo(joined);
        assertThat(joined("concat(learner, ':', course)", learner, course)).isEqualTo(joined);
    }

    @Test
    void shouldTakeAnyOtherSeparatorAndTextAround() {
        assertThat(joined("'e-' || learner || '/' || course || '!'", "a:b", "c"))
                .isEqualTo("e-a:b/c!");
    }

    private static Object joined(String expression, String learner, String course) {
        LmsRows transform = Selects.with(
                "enrollment",
                "SELECT " + expression + " AS id, learner AS learner_id, course AS course_id FROM lms.signup");
        var table = PlatformTable.of(
                "lms.signup",
                "learner,course",
                Map.of("learner", Schema.STRING_SCHEMA, "course", Schema.STRING_SCHEMA));
        var fields = Selects.fields(transform, table.created(Map.of("learner", learner, "course", course)));
        return fields == null ? "none" : fields.getOrDefault("id", "none");
    }

    private static Map<String, Object> course(Schema schema, Object value) {
        Map<String, Schema> columns = new LinkedHashMap<>();
        columns.put("id", schema);
        columns.put("published", Schema.BOOLEAN_SCHEMA);
        var fields = Selects.fields(
                Selects.with(),
                PlatformTable.of("lms.course", "id", columns).created(Map.of("id", value, "published", true)));
        return fields == null ? Map.of() : fields;
    }

    private static Struct variable(String number) {
        return VariableScaleDecimal.fromLogical(VariableScaleDecimal.schema(), new BigDecimal(number));
    }

    private static ByteBuffer uuidBytes() {
        java.util.UUID uuid = java.util.UUID.fromString(UUID);
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .flip();
    }
}
