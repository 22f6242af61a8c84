package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.time.MicroTimestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows count. In each row that is tried {@code nothing} is NULL, and the other columns have the values below. */
class ConditionTest {

    private static final Map<String, Schema> COLUMNS = columns();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "state = 'done'",
                "state <> 'open'",
                "state != 'open'",
                "state IN ('open', 'done')",
                "state NOT IN ('open', 'failed')",
                "state BETWEEN 'a' AND 'e'",
                "state NOT BETWEEN 'e' AND 'z'",
                "\"state\" = 'done'",
                "`state` = 'done'",
                "quoted = 'it''s'",
                "amount = 3",
                "amount = 3.0",
                "amount = '3'",
                "3 = amount",
                "amount > -1",
                "amount >= 3 AND amount <= 3",
                "NOT (amount < 3 OR amount > 3)",
                "amount + 1 = 4 AND amount - 1 = 2 AND amount * 2 = 6",
                "amount / 2 = 1.5",
                "fraction = 1.0",
                "fraction >= 1",
                "ratio > 0.5",
                "ratio < amount",
                "yes",
                "yes = TRUE",
                "yes = 1",
                "yes = 't'",
                "yes IS TRUE",
                "NOT no",
                "no IS NOT TRUE",
                "no IS FALSE",
                "zero = FALSE",
                "NOT zero",
                "letter",
                "letter = 'Y'",
                "letter = TRUE",
                "yes = letter",
                "nothing IS NULL",
                "nothing ISNULL",
                "state IS NOT NULL",
                "NOT (state IS NULL)",
                "nothing IS NOT TRUE",
                "nothing IS NULL AND state = 'done'",
                "nothing = 'a' OR state = 'done'",
                "state = 'done' OR nothing = 'a'",
                "NOT (nothing = 'a' AND state = 'open')",
                "zoned > '2026-01-01T00:00:00Z'",
                "zoned = '2026-01-01 04:04:05+01'",
                "zoned > '2026-01-01'",
                "unzoned > '2026-01-01' AND unzoned < '2026-01-02'",
                "unzoned AT TIME ZONE 'UTC' = zoned",
                "to_timestamp(seconds) = zoned",
                "list IS NOT NULL",
                "state = 'open' OR state = 'done' AND amount = 3",
                "NOT state = 'open'",
                "((amount = 3 OR (state = 'x' AND amount = 1)) AND NOT (state IN ('y', 'z') OR (nothing IS NOT NULL)))",
                "(state) = ('done') AND (((amount + 1) * 2) = 8)",
                "state || '/' || amount = 'done/3'"
            })
    void shouldCountARow(String condition) {
        assertThat(counts(condition)).isTrue();
        assertThat(counts("NOT (" + condition + ")")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "nothing = 'a'",
                "nothing <> 'a'",
                "nothing IN ('a')",
                "nothing NOT IN ('a')",
                "state NOT IN ('a', nothing)",
                "nothing BETWEEN 'a' AND 'z'",
                "nothing = nothing",
                "nothing = 'a' AND state = 'done'",
                "nothing = 'a' OR state = 'open'",
                "nothing"
            })
    void shouldTakeNullForNeither(String condition) {
        assertThat(counts(condition)).isFalse();
        assertThat(counts("NOT (" + condition + ")")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "amount = 'many'; 'many' is no number",
                "amount = state; a number cannot be compared with text",
                "zoned = unzoned; a time with a zone cannot be compared with a time without a zone",
                "zoned = 'yesterday'; 'yesterday' is no time",
                "unzoned > '2026-01-01T00:00:00Z'; '2026-01-01T00:00:00Z' has an offset",
                "yes = 'perhaps'; 'perhaps' is neither true nor false",
                "NOT zoned; zoned can be neither true nor false",
                "list = 'a'; a value of such a type cannot be compared with text",
                "state + 1 = 2; only numbers can be calculated with",
                "missing = 1; lms.course has no column missing, or the connector does not capture it; it has id, state,"
            })
    void shouldFailOnATypeThatCannotBe(String condition, String sentence) {
        assertThatThrownBy(() -> counts(condition))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("course: WHERE: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "quoted; WHERE column quoted (STRING): 'it's' is neither true nor false",
                "amount / zero = 1; WHERE column amount / zero = 1 (INT32, INT16): is divided by zero",
                "amount; WHERE column amount (INT32): '3' is neither true nor false"
            })
    void shouldSayOfARowThatItsConditionIsUnreadable(String condition, String sentence) {
        assertThat(course(condition)).containsEntry("__unreadable", sentence).containsEntry("__deleted", "false");
    }

    private static boolean counts(String condition) {
        Map<String, Object> fields = course(condition);
        assertThat(fields).doesNotContainKey("__unreadable");
        return "false".equals(fields.get("__deleted"));
    }

    private static Map<String, Object> course(String condition) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", "c");
        row.put("state", "done");
        row.put("quoted", "it's");
        row.put("amount", 3);
        row.put("fraction", 1.0);
        row.put("ratio", new BigDecimal("0.75"));
        row.put("yes", true);
        row.put("no", false);
        row.put("zero", (short) 0);
        row.put("letter", "Y");
        row.put("zoned", "2026-01-01T03:04:05Z");
        row.put("unzoned", 1_767_236_645_000_000L);
        row.put("seconds", 1_767_236_645L);
        row.put("list", java.util.List.of("a"));
        var transform = Selects.with("course", "SELECT id FROM lms.course WHERE " + condition);
        var fields = Selects.fields(
                transform, PlatformTable.of("lms.course", "id", COLUMNS).created(row));
        return fields == null ? Map.of() : fields;
    }

    private static Map<String, Schema> columns() {
        Map<String, Schema> columns = new LinkedHashMap<>();
        columns.put("id", Schema.STRING_SCHEMA);
        columns.put("state", Schema.STRING_SCHEMA);
        columns.put("quoted", Schema.STRING_SCHEMA);
        columns.put("amount", Schema.INT32_SCHEMA);
        columns.put("fraction", Schema.FLOAT64_SCHEMA);
        columns.put("ratio", Decimal.schema(2));
        columns.put("yes", Schema.BOOLEAN_SCHEMA);
        columns.put("no", Schema.BOOLEAN_SCHEMA);
        columns.put("zero", Schema.INT16_SCHEMA);
        columns.put("letter", Schema.STRING_SCHEMA);
        columns.put(
                "nothing", SchemaBuilder.string().optional().defaultValue("a").build());
        columns.put("zoned", ZonedTimestamp.schema());
        columns.put("unzoned", MicroTimestamp.schema());
        columns.put("seconds", Schema.INT64_SCHEMA);
        columns.put("list", SchemaBuilder.array(Schema.STRING_SCHEMA).build());
        return columns;
    }
}
