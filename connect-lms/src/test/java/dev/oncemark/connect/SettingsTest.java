package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.connect.select.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.runtime.ConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Connect says of settings, before it makes or changes a connector. */
class SettingsTest {

    private static final Map<String, String> RIGHT = Map.of(
            "course", "SELECT id, published FROM lms.course",
            "lesson", "SELECT id, course_id FROM lms.lesson",
            "enrollment", "SELECT id, learner_id, course_id FROM lms.enrollment");

    @Test
    void shouldTakeWhatIsRight() {
        assertThat(errors(RIGHT)).isEmpty();
        assertThat(errors(with(
                        "lesson", "select ID as id, \"courseId\" course_id from \"lms\".`Lesson` where not draft")))
                .isEmpty();
        assertThat(errors(with(
                        "lesson",
                        "SELECT id, course_id FROM a.b UNION ALL SELECT 'quiz-' || id AS id, course_id FROM a.c")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "SELECT id, curse_id FROM lms.lesson; curse_id is no column of a lesson, which has id, course_id, section_id, required, position",
                "SELECT id, title, course_id FROM lms.lesson; title is no column of a lesson",
                "SELECT course_id FROM lms.lesson; id is missing",
                "SELECT id FROM lms.lesson; a lesson has either course_id or section_id, and not both",
                "SELECT id, course_id, section_id FROM lms.lesson; a lesson has either course_id or section_id",
                "SELECT id, id, course_id FROM lms.lesson; id is there twice",
                "SELECT * FROM lms.lesson; * has no name: write … AS name",
                "SELECT id, 'c' AS course_id FROM lms.lesson; course_id is made of no column",
                "SELECT id, course_id FROM lesson; FROM has to name the table as schema.table or database.table, and not as lesson",
                "SELECT id, course_id FROM lms.lesson l; FROM has to name one table",
                "SELECT id, course_id FROM (SELECT 1) x; FROM has to name one table",
                "SELECT id, course_id FROM lms.lesson JOIN lms.unit USING (id); only SELECT … FROM one table WHERE … can be followed",
                "SELECT DISTINCT id, course_id FROM lms.lesson; only SELECT … FROM one table WHERE … can be followed",
                "SELECT id, course_id FROM lms.lesson ORDER BY id; only SELECT … FROM one table WHERE … can be followed",
                "SELECT id, course_id FROM lms.lesson LIMIT 1; only SELECT … FROM one table WHERE … can be followed",
                "SELECT id, course_id FROM lms.lesson WHERE deleted_at IS; it is no SQL that can be read: Encountered",
                "SELECT id, course_id FROM lms.lesson WHERE (a = 1; it is no SQL that can be read: Encountered",
                "SELECT id, course_id FROM lms.lesson WHERE a == 1; it is no SQL that can be read: Encountered",
                "DELETE FROM lms.lesson; it is no SELECT, and no SELECTs joined by UNION ALL",
                "SELECT id, course_id FROM a.b UNION SELECT id, course_id FROM a.c; it is no SELECT, and no SELECTs joined by UNION ALL",
                "SELECT id, course_id FROM lms.lesson WHERE a = NULL; WHERE: a comparison with NULL is never true: write IS NULL",
                "SELECT id, course_id FROM lms.lesson WHERE lesson.a = 1; WHERE: lesson.a: write the column without its table",
                "SELECT id, course_id FROM lms.lesson WHERE until > now(); WHERE: now() is not supported: only columns, literals",
                "SELECT id, course_id FROM lms.lesson WHERE a IN (SELECT 1); WHERE: a IN (SELECT 1): IN takes a list",
                "SELECT id, course_id FROM lms.lesson WHERE EXISTS (SELECT 1); WHERE: EXISTS (SELECT 1) is not supported",
                "SELECT id, course_id FROM lms.lesson WHERE a LIKE 'x%'; WHERE: a LIKE 'x%' is not supported",
                "SELECT id, course_id FROM lms.lesson WHERE current_date > a; WHERE: current_date is not supported",
                "SELECT id::text AS id, course_id FROM lms.lesson; id: id::text is not supported",
                "SELECT a || b AS id, course_id FROM lms.lesson; id: columns are joined with one and the same character",
                "SELECT a || '--' || b AS id, course_id FROM lms.lesson; id: columns are joined with one and the same character",
                "SELECT a || 'x' || b AS id, course_id FROM lms.lesson; id: columns are joined with one and the same character",
                "SELECT a || ':' || b || '/' || c AS id, course_id FROM lms.lesson; id: columns are joined with one and the same character",
                "SELECT id, course_id, a AT TIME ZONE 'Mars' AS required FROM lms.lesson; required: 'Mars' is no time zone",
                "SELECT id, section_id FROM lms.lesson; lessons have a section_id, but the setting section is missing"
            })
    void shouldRefuseASelectAndSayWhy(String select, String sentence) {
        assertThat(errors(with("lesson", select)))
                .as(select)
                .hasSize(1)
                .allSatisfy(error -> assertThat(error).startsWith("lesson: " + sentence));
    }

    @Test
    void shouldRefuseMoreThanOneStatement() {
        assertThat(errors(with("lesson", "SELECT id, course_id FROM lms.lesson; DROP TABLE lms.lesson")))
                .containsExactly("lesson: there is more behind the end of the statement");
    }

    @Test
    void shouldAskForWhatIsMissing() {
        assertThat(errors(Map.of("course", RIGHT.get("course"), "lesson", RIGHT.get("lesson"))))
                .containsExactly("Missing required configuration \"enrollment\" which has no default value.");
    }

    @Test
    void shouldRefuseAnEpochThatIsTooLarge() {
        assertThat(errors(with("version.epoch", "128"))).hasSize(1);
    }

    @Test
    void shouldRefuseASettingThatItDoesNotKnow() {
        assertThatThrownBy(() -> Settings.of(with("progres", "SELECT 1")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("progres: no such setting; there are course, enrollment, lesson, progress, section,"
                        + " tables.ignored, version.epoch");
    }

    /** As Connect asks: with the transform's prefix, among the connector's own settings. */
    @Test
    void shouldBeValidatedByConnectWithTheConnector() {
        Map<String, String> connector = new HashMap<>(Map.of(
                "name",
                "lms",
                "connector.class",
                "Any",
                "transforms",
                "lms",
                "transforms.lms.type",
                LmsRows.class.getName()));
        with("lesson", "SELECT id, section_id FROM lms.lesson")
                .forEach((name, value) -> connector.put("transforms.lms." + name, value));
        var loader = new org.apache.kafka.connect.runtime.isolation.Plugins(Map.of());

        var validated = ConnectorConfig.enrich(loader, ConnectorConfig.configDef(), connector, false)
                .validate(connector);

        assertThat(validated.stream().flatMap(value -> value.errorMessages().stream()))
                .containsExactly("lesson: lessons have a section_id, but the setting section is missing");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(RIGHT);
        settings.put(name, value);
        return settings;
    }

    private static List<String> errors(Map<String, String> settings) {
        return Settings.DEFINITION.validate(settings).stream()
                .flatMap(value -> Stream.of(value.errorMessages()))
                .flatMap(List::stream)
                .toList();
    }
}
