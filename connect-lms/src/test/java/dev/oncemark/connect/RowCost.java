package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.transforms.ExtractNewRecordState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.DropHeaders;
import org.apache.kafka.connect.transforms.ExtractField;
import org.apache.kafka.connect.transforms.RegexRouter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.junit.jupiter.api.Test;

/**
 * The time that a progress row takes, beside the stock transforms that were there before. Measured on demand and not in the
 * build: CONTRIBUTING.md has the command.
 */
class RowCost {

    private static final int ROUNDS = 12;
    private static final int ROWS = 20_000;

    @Test
    void shouldBeNoSlowerThanTheStockTransforms() {
        List<SourceRecord> rows = rows();
        LmsRows ours = Selects.with();
        List<Transformation<SourceRecord>> stock = stock();
        long bestOurs = Long.MAX_VALUE;
        long bestStock = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            bestOurs = Math.min(bestOurs, nanos(rows, List.of(ours)));
            bestStock = Math.min(bestStock, nanos(rows, stock));
        }

        System.out.printf(
                "µs per row with its JSON: ours %.2f, stock %.2f%n",
                bestOurs / 1_000.0 / ROWS, bestStock / 1_000.0 / ROWS);
        assertThat(bestOurs).isLessThan(bestStock);
    }

    private static long nanos(List<SourceRecord> rows, List<Transformation<SourceRecord>> chain) {
        JsonConverter json = new JsonConverter();
        json.configure(Map.of("schemas.enable", "false"), false);
        long began = System.nanoTime();
        long bytes = 0;
        for (SourceRecord row : rows) {
            SourceRecord record = row;
            for (Transformation<SourceRecord> transform : chain) {
                record = transform.apply(record);
            }
            bytes += json.fromConnectData(record.topic(), record.valueSchema(), record.value()).length;
        }
        long took = System.nanoTime() - began;
        assertThat(bytes).isPositive();
        return took;
    }

    /** Those that a progress row went through; the predicates of five more did not hold for it. */
    private static List<Transformation<SourceRecord>> stock() {
        ExtractNewRecordState<SourceRecord> row = new ExtractNewRecordState<>();
        row.configure(Map.of(
                "delete.tombstone.handling.mode", "rewrite",
                "add.fields", "op,table,source.snapshot,source.lsn,source.ts_ms,transaction.id"));
        DropHeaders<SourceRecord> bare = new DropHeaders<>();
        bare.configure(Map.of("headers", "__debezium.context.connectorName,__debezium.context.taskId"));
        List<Transformation<SourceRecord>> chain = new ArrayList<>(List.of(row, bare));
        Map.of(
                        "oncemark\\.lms\\.course", "id",
                        "oncemark\\.lms\\.lesson", "course_id",
                        "oncemark\\.lms\\.enrollment", "id",
                        "oncemark\\.lms\\.progress", "enrollment_id",
                        "oncemark\\.transaction", "id")
                .forEach((topic, field) -> chain.add(new Key(topic, field)));
        chain.add(router("oncemark\\.(lms\\.course|lms\\.lesson|transaction)", "lms.courses"));
        chain.add(router("oncemark\\.lms\\.(enrollment|progress)", "lms.enrollments"));
        return chain;
    }

    private static RegexRouter<SourceRecord> router(String regex, String topic) {
        RegexRouter<SourceRecord> router = new RegexRouter<>();
        router.configure(Map.of("regex", regex, "replacement", topic));
        return router;
    }

    /** As the worker applies a transform with a predicate. */
    private static final class Key extends ExtractField.Key<SourceRecord> {

        private final TopicNameMatches<SourceRecord> predicate = new TopicNameMatches<>();

        Key(String topic, String field) {
            predicate.configure(Map.of("pattern", topic));
            configure(Map.of("field", field));
        }

        @Override
        public SourceRecord apply(SourceRecord record) {
            return predicate.test(record) ? super.apply(record) : record;
        }
    }

    private static List<SourceRecord> rows() {
        Map<String, Schema> columns = new LinkedHashMap<>();
        columns.put("enrollment_id", Schema.STRING_SCHEMA);
        columns.put("lesson_id", Schema.STRING_SCHEMA);
        columns.put("completed_at", io.debezium.time.ZonedTimestamp.schema());
        PlatformTable table = PlatformTable.of("lms.progress", "enrollment_id,lesson_id", columns);
        List<SourceRecord> rows = new ArrayList<>();
        for (int at = 0; at < ROWS; at++) {
            rows.add(table.read(Map.of(
                    "enrollment_id", "enrollment-" + at,
                    "lesson_id", "lesson-" + at % 40,
                    "completed_at", "2026-01-01T03:04:05.678901Z")));
        }
        return rows;
    }
}
