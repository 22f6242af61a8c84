package dev.oncemark.connect.row;

import dev.oncemark.connect.select.Kind;
import dev.oncemark.connect.select.Mapping;
import dev.oncemark.connect.select.Settings;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes rows of Debezium's records. What depends on a table's columns is worked out once for each schema of the table. */
public final class Rows {

    /** A table has a new schema whenever it is altered; nobody needs the old ones. */
    private static final int SCHEMAS_KEPT = 1_000;

    private final Settings settings;
    private final RowWriter writer;
    private final IdentityHashMap<Schema, TableRows> tables = new IdentityHashMap<>();

    public Rows(Settings settings) {
        this.settings = settings;
        this.writer = new RowWriter(new RowVersion(settings.versionEpoch()), new RowIdentity());
    }

    /** Whether the record is a change of a table's row. */
    public static boolean isChange(Schema schema) {
        return schema.name() != null && schema.name().endsWith(".Envelope");
    }

    /** Whether the record says that a transaction begins or ends. */
    public static boolean isTransactionMark(Schema schema) {
        return TransactionMark.SCHEMA.equals(schema.name());
    }

    public LmsRow ofTransactionMark(Struct value) {
        return TransactionMark.of(value);
    }

    /**
     * The row for a change, or null if there is nothing to say.
     *
     * @throws ConnectException if the settings do not fit the table
     */
    public @Nullable LmsRow ofChange(SourceRecord record, Struct envelope) {
        Change change = Change.of(record, envelope);
        TableRows known = tables.get(envelope.schema());
        if (known != null && !change.isTruncate()) {
            return known.of(change);
        }
        String table = change.source().table();
        if (settings.ignoredTables().contains(table)) {
            return null;
        }
        if (change.isTruncate()) {
            return TableRows.truncated(kinds(table), change, writer);
        }
        return bind(table, record, envelope.schema()).of(change);
    }

    private TableRows bind(String table, SourceRecord record, Schema envelope) {
        TableRows rows = new TableRows(
                table,
                new TableBinder(table, envelope.field("after").schema(), record.keySchema()).bind(mappings(table)),
                writer);
        if (tables.size() >= SCHEMAS_KEPT) {
            tables.clear();
        }
        tables.put(envelope, rows);
        return rows;
    }

    private List<Kind> kinds(String table) {
        return mappings(table).stream().map(Mapping::kind).toList();
    }

    private List<Mapping> mappings(String table) {
        List<Mapping> mappings = settings.mappings().stream()
                .filter(mapping -> mapping.table().equals(table))
                .toList();
        if (mappings.isEmpty()) {
            throw new ConnectException(
                    ("the connector captures table %s, and no setting takes rows from it; they take rows"
                                    + " from %s. Leave it out of table.include.list, or name it in %s")
                            .formatted(table, String.join(", ", settings.tables()), Settings.TABLES_IGNORED));
        }
        return mappings;
    }
}
