package dev.oncemark.connect.select;

import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of one table are rows of a kind, and what each field is made of.
 *
 * @param table schema and table for PostgreSQL, database and table for MySQL
 * @param fields an expression for each field that is named, in the order of {@link Kind#fields()}
 * @param condition what holds for a row that counts; null where each does
 */
public record Mapping(
        Kind kind,
        String table,
        Map<Field, Expression> fields,
        @Nullable Expression condition) {

    /** The field whose value is the key of the kind's records. */
    public String key() {
        String key = kind.key();
        if (key != null) {
            return key;
        }
        return fields.keySet().stream().anyMatch(field -> field.name().equals("course_id"))
                ? "course_id"
                : "section_id";
    }
}
