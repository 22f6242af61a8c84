package dev.oncemark.sink.listener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.sink.RandomHistory;
import dev.oncemark.sink.RealParts;
import dev.oncemark.sink.Tables;
import dev.oncemark.sink.postgres.Advance;
import dev.oncemark.sink.postgres.Connections;
import dev.oncemark.sink.postgres.ProgressStore;
import dev.oncemark.sink.postgres.ProgressStore.Stored;
import dev.oncemark.sink.postgres.Schema;
import dev.oncemark.sink.settings.SinkSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random histories in random batches, against the rows that they should make. The number of the repetition is the seed.
 */
class FoldTest {

    private static final int REPETITIONS = 25;

    private static final SinkSettings.Postgres POSTGRES =
            new SinkSettings.Postgres(RealParts.postgres().jdbcUrl(), "oncemark_sink", "");
    private static final HikariDataSource CONNECTIONS = Connections.pool(POSTGRES, 2);

    private final ProgressStore progress = new ProgressStore(CONNECTIONS);
    private final Batch batch = new Batch();
    private Random random = new Random();
    private RandomHistory history = new RandomHistory(random, 1, 0);
    private TopicPartition partition = new TopicPartition("", 0);
    private int different;

    @BeforeAll
    static void migrate() {
        new Schema(POSTGRES).migrateOnce();
    }

    @AfterAll
    static void close() {
        CONNECTIONS.close();
    }

    @BeforeEach
    void make(RepetitionInfo repetition) throws Exception {
        random = new Random(repetition.getCurrentRepetition());
        history = new RandomHistory(random, 3, 1 + random.nextInt(80));
        partition = new TopicPartition(Topics.COMPLETION_RESULTS.name(), 1_000 + random.nextInt(1_000_000));
        progress.offsets(List.of(partition), fresh -> Map.of(partition, 0L));
    }

    @RepeatedTest(REPETITIONS)
    void shouldMakeTheSameRowsHoweverTheResultsAreCut() throws Exception {
        store(records(history.results(), 0, false), 0);

        assertThat(Tables.of(history.enrollmentIds())).isEqualTo(history.tables());
        assertThat(different).isZero();
    }

    /** At no time is a lesson complete that is not, or the other way round. */
    @RepeatedTest(REPETITIONS)
    void shouldChangeNothingWhenResultsAreReadAgain() throws Exception {
        int size = history.results().size();
        store(records(history.results(), 0, false), 0);
        int from = random.nextInt(size);
        for (List<ConsumerRecord<byte[], byte[]>> again :
                cut(records(history.results(), 0, false).subList(from, size))) {
            store(again, size, next());
            assertThat(Tables.of(history.enrollmentIds())).isEqualTo(history.tables());
        }
        assertThat(different).isZero();
    }

    /** As where the row of the offset was deleted. */
    @RepeatedTest(REPETITIONS)
    void shouldEndWithTheSameRowsWhereNobodyKnowsThatResultsAreReadAgain() throws Exception {
        int size = history.results().size();
        store(records(history.results(), 0, false), 0);
        int from = random.nextInt(size);
        for (List<ConsumerRecord<byte[], byte[]>> again :
                cut(records(history.results(), 0, false).subList(from, size))) {
            store(again, 0, next());
        }

        assertThat(Tables.of(history.enrollmentIds())).isEqualTo(history.tables());
    }

    /** Dead letters that are written again after everything else, in no order. */
    @RepeatedTest(REPETITIONS)
    void shouldMakeTheSameRowsWhereResultsComeLate() throws Exception {
        List<CompletionResult> inTime = new ArrayList<>();
        List<CompletionResult> late = new ArrayList<>();
        history.results().forEach(result -> (random.nextInt(4) > 0 ? inTime : late).add(result));
        Collections.shuffle(late, random);
        store(records(inTime, 0, false), 0);
        store(records(late, inTime.size(), true), 0);

        assertThat(Tables.of(history.enrollmentIds())).isEqualTo(history.tables());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(List<CompletionResult> results, long offset, boolean late) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (CompletionResult result : results) {
            long timestamp = result.decidedAt().toEpochMilli() + (late ? 86_400_000 : 0);
            records.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    offset + records.size(),
                    timestamp,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    new byte[0],
                    Topics.COMPLETION_RESULTS.serde().serialize("", result),
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return records;
    }

    private List<List<ConsumerRecord<byte[], byte[]>>> cut(List<ConsumerRecord<byte[], byte[]>> records) {
        List<List<ConsumerRecord<byte[], byte[]>>> parts = new ArrayList<>();
        int largest = random.nextBoolean() ? 1 : records.size();
        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(largest));
            parts.add(records.subList(from, to));
            from = to;
        }
        return parts;
    }

    /** In random cuts, one behind the other. */
    private void store(List<ConsumerRecord<byte[], byte[]>> records, long furthest) throws Exception {
        for (List<ConsumerRecord<byte[], byte[]>> part : cut(records)) {
            store(part, furthest, next());
        }
    }

    private long next() throws Exception {
        return requireNonNull(
                        progress.offsets(List.of(partition), none -> Map.of()).get(partition))
                .next();
    }

    private void store(List<ConsumerRecord<byte[], byte[]>> records, long furthest, long start) throws Exception {
        var polled = new ConsumerRecords<>(
                Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(start + records.size())));
        batch.read(polled, unused -> furthest);
        List<Stored> stored = progress.store(
                List.of(new Advance(partition, start, start + records.size())),
                batch.rows(),
                rejected -> assertThat(rejected).isEmpty());
        stored.stream()
                .filter(table -> table.table().equals(LessonRow.TABLE))
                .forEach(table -> different += table.different());
    }
}
