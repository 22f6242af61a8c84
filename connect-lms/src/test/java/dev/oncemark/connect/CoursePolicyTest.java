package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A course may say what becomes of those who completed it; it need not. */
class CoursePolicyTest {

    private static final String WITH_POLICY = "SELECT id, published, completion_policy FROM lms.course";

    private static PlatformTable courses(Schema policy) {
        Map<String, Schema> columns = new LinkedHashMap<>();
        columns.put("id", Schema.STRING_SCHEMA);
        columns.put("published", Schema.BOOLEAN_SCHEMA);
        columns.put("completion_policy", policy);
        return PlatformTable.of("lms.course", "id", columns);
    }

    @Test
    void shouldWriteWhatTheColumnSays() {
        Map<String, Object> row = Map.of("id", "c", "published", true, "completion_policy", "reopen");

        assertThat(Selects.fields(
                        Selects.with("course", WITH_POLICY),
                        courses(Schema.OPTIONAL_STRING_SCHEMA).created(row)))
                .containsEntry("completion_policy", "reopen")
                .containsEntry("__deleted", "false");
    }

    @Test
    void shouldCountACourseWhosePolicyIsNull() {
        Map<String, Object> row = new HashMap<>(Map.of("id", "c", "published", true));

        assertThat(Selects.fields(
                        Selects.with("course", WITH_POLICY),
                        courses(Schema.OPTIONAL_STRING_SCHEMA).created(row)))
                .doesNotContainKey("completion_policy")
                .doesNotContainKey("__unreadable")
                .containsEntry("__deleted", "false");
    }

    @Test
    void shouldNotWantTheColumn() {
        Map<String, Object> row = Map.of("id", "c", "published", true, "completion_policy", "reopen");

        assertThat(Selects.fields(
                        Selects.with(), courses(Schema.OPTIONAL_STRING_SCHEMA).created(row)))
                .doesNotContainKey("completion_policy")
                .containsEntry("published", true);
    }

    @Test
    void shouldTakeAWordForAllCourses() {
        String always = "SELECT id, published, 'flag' AS completion_policy FROM lms.course";
        Map<String, Object> row = Map.of("id", "c", "published", true);

        assertThat(Selects.fields(
                        Selects.with("course", always),
                        courses(Schema.OPTIONAL_STRING_SCHEMA).created(row)))
                .containsEntry("completion_policy", "flag");
    }

    @Test
    void shouldRefuseWhatIsNoText() {
        Map<String, Object> row = Map.of("id", "c", "published", true, "completion_policy", 1);

        assertThatThrownBy(() -> Selects.with("course", WITH_POLICY)
                        .apply(courses(Schema.INT32_SCHEMA).created(row)))
                .isInstanceOf(ConnectException.class)
                .hasMessage("course: completion_policy: column completion_policy (INT32) is no text");
    }
}
