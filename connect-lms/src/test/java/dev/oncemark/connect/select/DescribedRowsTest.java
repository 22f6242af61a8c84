package dev.oncemark.connect.select;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas of rows in {@code docs/schemas} have the fields of each kind, and no other column. */
class DescribedRowsTest {

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheFieldsOfEachKind(Kind kind) throws IOException {
        String topic = kind.isOfCatalog() ? "lms.courses" : "lms.enrollments";
        JsonNode described = new JsonMapper()
                .readTree(
                        Path.of("..", "docs", "schemas", topic + "-value.json").toFile())
                .path("$defs")
                .path(name(kind) + "Row")
                .path("properties");
        List<String> columns = new ArrayList<>();
        described.fieldNames().forEachRemaining(field -> {
            if (!field.startsWith("__")) {
                columns.add(field);
            }
        });

        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(
                        kind.fields().stream().map(Field::name).toList());
        assertThat(described.at("/__table/enum/0").asText()).isEqualTo(kind.tableName());
    }

    private static String name(Kind kind) {
        return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
