package dev.oncemark.connect.row;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Rows as Connect's structs, with a schema for each set of fields: so a field that is not there is not there in JSON either,
 * and the converter need not find out each value's type anew, which takes longer than all the rest.
 */
public final class RowSchemas {

    private final Map<Set<String>, Schema> schemas = new HashMap<>();

    public Struct struct(Map<String, Object> fields) {
        Schema schema = schemas.get(fields.keySet());
        if (schema == null) {
            schema = schema(fields);
            schemas.put(Set.copyOf(fields.keySet()), schema);
        }
        Struct struct = new Struct(schema);
        fields.forEach(struct::put);
        return struct;
    }

    private static Schema schema(Map<String, Object> fields) {
        SchemaBuilder schema = SchemaBuilder.struct().name("dev.oncemark.LmsRow");
        fields.forEach((name, value) -> schema.field(name, type(value)));
        return schema.build();
    }

    private static Schema type(Object value) {
        if (value instanceof Boolean) {
            return Schema.BOOLEAN_SCHEMA;
        }
        if (value instanceof Long) {
            return Schema.INT64_SCHEMA;
        }
        return value instanceof Double ? Schema.FLOAT64_SCHEMA : Schema.STRING_SCHEMA;
    }
}
