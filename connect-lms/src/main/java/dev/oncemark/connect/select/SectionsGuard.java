package dev.oncemark.connect.select;

import dev.oncemark.connect.expression.InvalidExpressionException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Lessons that name sections need the table of these: Connect asks for it while it validates {@code lesson}. */
final class SectionsGuard implements ConfigDef.Recommender {

    /** @throws ConfigException if lessons name sections, and nothing says where these are */
    static void requireSections(Map<String, Object> parsed) {
        Object lessons = parsed.get(Kind.LESSON.tableName());
        if (lessons != null && parsed.get(Kind.SECTION.tableName()) == null && nameSections(lessons.toString())) {
            throw new ConfigException("lesson: lessons have a section_id, but the setting section is missing");
        }
    }

    private static boolean nameSections(String lessons) {
        try {
            return SelectReader.read(Kind.LESSON, lessons).stream()
                    .anyMatch(mapping -> mapping.key().equals("section_id"));
        } catch (InvalidExpressionException reportedByTheValidator) {
            return false;
        }
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsed) {
        requireSections(parsed);
        return List.of();
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsed) {
        return true;
    }
}
