package dev.oncemark.adopt.rows;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of tables once, by Debezium itself, so that each column has the type and the value that it will have in Kafka
 * Connect: its snapshot alone, in a read-only transaction, without slot and publication, and with no more rows in memory than
 * its queue has.
 */
public final class SnapshotReader {

    private static final String READ_ONLY = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
    private static final Pattern NOT_OURS = Pattern.compile(
            "(transforms|predicates|errors|topic\\.creation|heartbeat|signal|notification|key\\.converter|value\\.converter)\\b.*");

    private final Map<String, String> settings;

    /** @param connector the connector's settings */
    public SnapshotReader(Map<String, String> connector) {
        this.settings = new HashMap<>(connector);
        settings.keySet().removeIf(name -> NOT_OURS.matcher(name).matches());
        settings.put("name", "dry-run");
        settings.put("task.id", "0");
        settings.putIfAbsent("topic.prefix", "oncemark");
        settings.put("snapshot.mode", "initial_only");
        settings.put("snapshot.isolation.mode", "repeatable_read");
        settings.put("database.initial.statements", READ_ONLY);
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("provide.transaction.metadata", "false");
        settings.put("slot.drop.on.stop", "false");
        settings.put("poll.interval.ms", "10");
        settings.put("max.queue.size.in.bytes", "67108864");
    }

    /**
     * Hands the rows on, table by table.
     *
     * @param tables of which at least one has a row, in the order in which they are to be read
     * @param progress told of how many rows have been read since it was told last
     * @throws ConnectException if Debezium cannot read them; the message says why
     */
    public void read(List<String> tables, RowTrial rows, LongConsumer progress) {
        settings.put("table.include.list", String.join(",", tables));
        settings.put("snapshot.include.collection.list", String.join(",", tables));
        SourceTask task = task();
        try {
            start(task);
            boolean isOver = false;
            while (!isOver) {
                List<SourceRecord> records = poll(task);
                for (SourceRecord record : records) {
                    Struct source = ((Struct) record.value()).getStruct("source");
                    rows.add(source.getString("schema") + "." + source.getString("table"), record);
                    isOver |= "last".equals(source.getString("snapshot"));
                }
                progress.accept(records.size());
            }
        } finally {
            task.stop();
        }
    }

    private void start(SourceTask task) {
        try {
            task.initialize(new NothingReadYet(settings));
            task.start(settings);
        } catch (RuntimeException failed) {
            throw new ConnectException("Debezium could not begin", failed);
        }
    }

    private static List<SourceRecord> poll(SourceTask task) {
        try {
            List<SourceRecord> records = task.poll();
            return records == null ? List.of() : records;
        } catch (RuntimeException failed) {
            throw new ConnectException("Debezium could not go on", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted", stopped);
        }
    }

    private SourceTask task() {
        String name = settings.getOrDefault("connector.class", "");
        try {
            SourceConnector connector = Class.forName(name)
                    .asSubclass(SourceConnector.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return connector
                    .taskClass()
                    .asSubclass(SourceTask.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException missing) {
            throw new ConnectException("connector.class: %s is not here".formatted(name), missing);
        }
    }

    /** What Kafka Connect is to a connector that was started for the first time. */
    private record NothingReadYet(Map<String, String> configs) implements SourceTaskContext, OffsetStorageReader {

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("no metrics here");
        }

        @Override
        public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
            return null;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return new HashMap<>();
        }
    }
}
