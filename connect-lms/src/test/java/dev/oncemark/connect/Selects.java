package dev.oncemark.connect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Transforms with settings for a test, of which it says only what it is about. */
final class Selects {

    private Selects() {}

    static LmsRows with(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "course", "SELECT id, published FROM lms.course",
                "lesson", "SELECT id, course_id, required, position FROM lms.lesson",
                "enrollment", "SELECT id, learner_id, course_id, status = 'active' AS active FROM lms.enrollment",
                "progress", "SELECT enrollment_id, lesson_id, completed_at FROM lms.progress"));
        for (int at = 0; at < settings.length; at += 2) {
            all.put(settings[at], settings[at + 1]);
        }
        LmsRows transform = new LmsRows();
        transform.configure(all);
        return transform;
    }

    /** What is written for a record; null where nothing is. */
    static @Nullable Map<String, Object> fields(LmsRows transform, SourceRecord record) {
        SourceRecord written = transform.apply(record);
        return written == null ? null : fields(written);
    }

    static Map<String, Object> fields(SourceRecord written) {
        Struct value = (Struct) written.value();
        Map<String, Object> fields = new LinkedHashMap<>();
        value.schema().fields().forEach(field -> fields.put(field.name(), value.get(field)));
        return fields;
    }
}
