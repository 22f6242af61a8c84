package dev.oncemark.connect.column;

import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A column of one table: its type, and how its values are read. */
public final class Column {

    private final String name;
    private final String typeName;
    private final ValueType type;
    private final Function<Object, Object> decoder;

    private Column(String name, String typeName, ValueType type, Function<Object, Object> decoder) {
        this.name = name;
        this.typeName = typeName;
        this.type = type;
        this.decoder = decoder;
    }

    /** As Debezium's schema has it. */
    public static Column of(String name, Schema schema) {
        String semantic = schema.name();
        String typeName = semantic == null ? schema.type().name() : semantic;
        Decoder decoder = Decoder.of(schema);
        return new Column(name, typeName, decoder.type(), decoder.function());
    }

    public String name() {
        return name;
    }

    public ValueType type() {
        return type;
    }

    /** The type as Debezium names it, for messages. */
    public String typeName() {
        return typeName;
    }

    /**
     * The value, or null for NULL.
     *
     * @throws UnreadableValueException if it cannot be read
     */
    public @Nullable Object value(RowImages images) {
        Object value = images.value(name);
        return value == null ? null : decoder.apply(value);
    }
}
