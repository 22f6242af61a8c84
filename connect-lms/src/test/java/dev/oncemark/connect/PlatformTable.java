package dev.oncemark.connect;

import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A table of a platform, whose changes come as Debezium writes them. NULL is a value that is left out. */
final class PlatformTable {

    static final long WRITTEN = 1_767_323_045_678L;

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.Source")
            .field("connector", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field(
                    "snapshot",
                    SchemaBuilder.string().optional().defaultValue("false").build())
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.OPTIONAL_STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private static final Schema MYSQL_SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.Source")
            .field("connector", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field(
                    "snapshot",
                    SchemaBuilder.string().optional().defaultValue("false").build())
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .build();

    private final String database;
    private final String table;
    private final Schema key;
    private final Schema row;
    private final Envelope envelope;
    private final Struct source;

    private PlatformTable(String name, Schema sourceSchema, List<String> keys, Map<String, Schema> columns) {
        this.database = name.substring(0, name.indexOf('.'));
        this.table = name.substring(name.indexOf('.') + 1);
        SchemaBuilder keyBuilder = SchemaBuilder.struct().name(name + ".Key");
        keys.forEach(column -> keyBuilder.field(column, columns.get(column)));
        this.key = keyBuilder.build();
        SchemaBuilder rowBuilder = SchemaBuilder.struct().name(name + ".Value").optional();
        columns.forEach(rowBuilder::field);
        this.row = rowBuilder.build();
        this.envelope = Envelope.defineSchema()
                .withName(name + ".Envelope")
                .withRecord(row)
                .withSource(sourceSchema)
                .withTransaction(SchemaBuilder.struct()
                        .optional()
                        .name("event.block")
                        .field("id", Schema.STRING_SCHEMA)
                        .field("total_order", Schema.INT64_SCHEMA)
                        .field("data_collection_order", Schema.INT64_SCHEMA)
                        .build())
                .build();
        this.source = source(sourceSchema);
    }

    /** @param keys the columns of the record's key, separated by commas */
    static PlatformTable of(String name, String keys, Map<String, Schema> columns) {
        return new PlatformTable(name, SOURCE, keyColumns(keys), columns);
    }

    static PlatformTable ofMySql(String name, String keys, Map<String, Schema> columns) {
        return new PlatformTable(name, MYSQL_SOURCE, keyColumns(keys), columns);
    }

    private static List<String> keyColumns(String keys) {
        return Arrays.asList(keys.split(","));
    }

    private Struct source(Schema schema) {
        Struct block = new Struct(schema)
                .put("connector", "test")
                .put("ts_ms", WRITTEN)
                .put("db", database)
                .put("table", table);
        return schema == SOURCE
                ? block.put("schema", database).put("lsn", 1_000L)
                : block.put("file", "mysql-bin.000012").put("pos", 345L);
    }

    /** Where the next changes come from, to be changed. */
    Struct source() {
        return source;
    }

    SourceRecord created(Map<String, ?> after) {
        return record("c", null, after);
    }

    SourceRecord read(Map<String, ?> row) {
        return record("r", null, row);
    }

    SourceRecord updated(@Nullable Map<String, ?> before, Map<String, ?> after) {
        return record("u", before, after);
    }

    SourceRecord deleted(Map<String, ?> before) {
        return record("d", before, null);
    }

    SourceRecord truncated() {
        return record("t", null, null);
    }

    private SourceRecord record(String op, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        Struct value = new Struct(envelope.schema()).put("op", op).put("source", source);
        if (before != null) {
            value.put("before", struct(row, before));
        }
        if (after != null) {
            value.put("after", struct(row, after));
        }
        value.put(
                "transaction",
                new Struct(envelope.schema().field("transaction").schema())
                        .put("id", "77:1234")
                        .put("total_order", 1L)
                        .put("data_collection_order", 1L));
        Map<String, ?> named = after == null ? before : after;
        Struct keys = named == null ? null : struct(key, named);
        return new SourceRecord(
                Map.of(),
                Map.of(),
                "oncemark." + database + "." + table,
                null,
                keys == null ? null : key,
                keys,
                envelope.schema(),
                value);
    }

    private static Struct struct(Schema schema, Map<String, ?> values) {
        Struct struct = new Struct(schema);
        List<String> names = new ArrayList<>();
        schema.fields().forEach(field -> names.add(field.name()));
        names.forEach(name -> {
            if (values.containsKey(name)) {
                struct.put(name, values.get(name));
            }
        });
        return struct;
    }
}
