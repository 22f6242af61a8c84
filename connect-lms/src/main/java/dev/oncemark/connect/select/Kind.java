package dev.oncemark.connect.select;

import static dev.oncemark.connect.select.Field.home;
import static dev.oncemark.connect.select.Field.identity;
import static dev.oncemark.connect.select.Field.optional;
import static dev.oncemark.connect.select.Field.required;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of rows, in the order in which a course is made of them. */
public enum Kind {
    COURSE(
            "id",
            identity("id"),
            optional("published", Field.Type.BOOLEAN),
            optional("completion_policy", Field.Type.TEXT)),
    SECTION("id", identity("id"), required("course_id", Field.Type.ID)),
    LESSON(
            null,
            identity("id"),
            home("course_id"),
            home("section_id"),
            optional("required", Field.Type.BOOLEAN),
            optional("position", Field.Type.NUMBER)),
    ENROLLMENT(
            "id",
            identity("id"),
            required("learner_id", Field.Type.ID),
            required("course_id", Field.Type.ID),
            optional("active", Field.Type.BOOLEAN),
            optional("ended_at", Field.Type.END)),
    PROGRESS(
            "enrollment_id",
            identity("enrollment_id"),
            identity("lesson_id"),
            required("completed_at", Field.Type.TIME));

    private final @Nullable String key;
    /** Unmodifiable. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Field> fields;

    Kind(@Nullable String key, Field... fields) {
        this.key = key;
        this.fields = List.of(fields);
    }

    /** The name of its setting, and of its table in what is written. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field whose value is the record's key; null for a lesson, whose key is its course or else its section. */
    public @Nullable String key() {
        return key;
    }

    public List<Field> fields() {
        return fields;
    }

    /** Whether it belongs to the catalog, and so to the topic of the courses. */
    public boolean isOfCatalog() {
        return this == COURSE || this == SECTION || this == LESSON;
    }

    @Nullable
    Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    String fieldNames() {
        return String.join(", ", fields.stream().map(Field::name).toList());
    }
}
