package dev.oncemark.connect;

import dev.oncemark.connect.row.LmsRow;
import dev.oncemark.connect.row.RowSchemas;
import dev.oncemark.connect.row.Rows;
import dev.oncemark.connect.select.Settings;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows that Oncemark reads of what Debezium's connectors for PostgreSQL, MySQL and MariaDB read in a platform's own
 * tables. The settings say which columns of which tables these are: debezium/README.md.
 *
 * <p>Nothing else of the tables passes: no other column, no header, no statement that changed a schema. Heartbeats pass as
 * they are.
 */
public final class LmsRows implements Transformation<SourceRecord> {

    private static final String HEARTBEAT = "io.debezium.connector.common.Heartbeat";

    private final RowSchemas schemas = new RowSchemas();
    private @Nullable Rows rows;

    @Override
    public ConfigDef config() {
        return Settings.DEFINITION;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        rows = new Rows(Settings.of(settings));
    }

    /** The row's record; null, which is nothing, for a record that says nothing of a row. */
    @Override
    public @Nullable SourceRecord apply(SourceRecord record) {
        Schema schema = record.valueSchema();
        if (schema == null || !(record.value() instanceof Struct value)) {
            return null;
        }
        if (Rows.isChange(schema)) {
            LmsRow row = configured().ofChange(record, value);
            return row == null ? null : written(record, row);
        }
        if (Rows.isTransactionMark(schema)) {
            return written(record, configured().ofTransactionMark(value));
        }
        return HEARTBEAT.equals(schema.name()) ? record : null;
    }

    private Rows configured() {
        if (rows == null) {
            throw new IllegalStateException("apply before configure");
        }
        return rows;
    }

    private SourceRecord written(SourceRecord record, LmsRow row) {
        Struct value = schemas.struct(row.fields());
        return record.newRecord(
                row.topic(),
                null,
                Schema.STRING_SCHEMA,
                row.key(),
                value.schema(),
                value,
                record.timestamp(),
                new ConnectHeaders());
    }

    @Override
    public void close() {
        rows = null;
    }
}
