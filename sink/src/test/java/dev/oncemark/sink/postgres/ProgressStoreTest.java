package dev.oncemark.sink.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.sink.Await;
import dev.oncemark.sink.Database;
import dev.oncemark.sink.RealParts;
import dev.oncemark.sink.Writer;
import dev.oncemark.sink.rows.ProgressRows;
import dev.oncemark.sink.rows.RowReader;
import dev.oncemark.sink.settings.SinkSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

class ProgressStoreTest {

    private static final SinkSettings.Postgres POSTGRES =
            new SinkSettings.Postgres(RealParts.postgres().jdbcUrl(), "oncemark_sink", "");
    private static final HikariDataSource CONNECTIONS = Connections.pool(POSTGRES, 4);

    private final ProgressStore progress = new ProgressStore(CONNECTIONS);
    private final String prefix = "progress-" + UUID.randomUUID() + "-";
    private final TopicPartition partition = new TopicPartition(prefix, 3);

    @BeforeAll
    static void migrate() {
        new Schema(POSTGRES).migrateOnce();
    }

    @AfterAll
    static void close() {
        CONNECTIONS.close();
    }

    @Test
    void shouldStartANewPartitionAtItsBeginning() throws Exception {
        assertThat(progress.offsets(List.of(partition), fresh -> Map.of(partition, 17L)))
                .isEqualTo(Map.of(partition, new StoredPosition(17, 17)));
        assertThat(progress.offsets(List.of(partition), fresh -> Map.of(partition, 99L)))
                .isEqualTo(Map.of(partition, new StoredPosition(17, 17)));
    }

    @Test
    void shouldMoveOffsetsTogetherWithRows() throws Exception {
        place(10);
        List<ProgressStore.Stored> stored = progress.store(advance(10, 20), rows("a", "b"), none -> {});

        assertThat(stored).isEqualTo(List.of(new ProgressStore.Stored(LessonRow.TABLE, 2, 0)));
        assertThat(next()).isEqualTo(20);
        assertThat(Database.lessons(prefix)).isEqualTo(2);
    }

    @Test
    void shouldChangeNothingForALateBatch() throws Exception {
        place(10);
        progress.store(advance(10, 20), rows("a"), none -> {});

        assertThatThrownBy(() -> progress.store(advance(10, 15), rows("b"), none -> {}))
                .isInstanceOf(OffsetsMovedException.class);
        assertThat(next()).isEqualTo(20);
        assertThat(Database.lessons(prefix)).isEqualTo(1);
    }

    @Test
    void shouldChangeNothingIfDeadLettersAreNotSafe() throws Exception {
        place(10);
        assertThatThrownBy(() -> progress.store(advance(10, 20), rows("a"), none -> {
                    throw new IllegalStateException("not acknowledged");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(next()).isEqualTo(10);
        assertThat(Database.lessons(prefix)).isZero();
    }

    @Test
    void shouldRefuseOnlyWhatPostgresRefuses() throws Exception {
        place(10);
        List<RejectedRow> rejected = new ArrayList<>();
        progress.store(advance(10, 20), rows("a", "b\\u0000", "c", "d\\u0000", "e"), rejected::addAll);

        assertThat(rejected).extracting(RejectedRow::record).containsExactly(1, 3);
        assertThat(rejected).extracting(row -> row.cause().getSQLState()).containsOnly("22021");
        assertThat(Database.lessons(prefix)).isEqualTo(3);
    }

    @Test
    void shouldStoreTheLongestIds() throws Exception {
        place(10);
        String enrollment = prefix + "\u8a9e".repeat(Ids.MAX_LENGTH - prefix.length());
        ProgressRows rows = new ProgressRows();
        byte[] json = Topics.COMPLETION_RESULTS
                .serde()
                .serialize("", Writer.accepted(enrollment, "\u8a9e".repeat(Ids.MAX_LENGTH), 0));
        RowReader reader = new RowReader(LessonRow.TABLE);
        reader.read(json);
        reader.addTo(rows.lessons(), 0);
        List<RejectedRow> rejected = new ArrayList<>();
        progress.store(advance(10, 20), rows, rejected::addAll);

        assertThat(rejected).isEmpty();
        assertThat(Database.number(
                        "SELECT length(lesson_id) FROM progress.lesson_progress WHERE enrollment_id = ?", enrollment))
                .isEqualTo(Ids.MAX_LENGTH);
    }

    @Test
    void shouldTellRowsThatAreThereFromRowsThatDiffer() throws Exception {
        place(10);
        ProgressRows first = rows("a", "b");
        progress.store(advance(10, 20), first, none -> {});

        assertThat(progress.store(advance(20, 30), first, none -> {}))
                .isEqualTo(List.of(new ProgressStore.Stored(LessonRow.TABLE, 0, 0)));
        assertThat(progress.store(advance(30, 40), rows("c", "b"), none -> {}))
                .isEqualTo(List.of(new ProgressStore.Stored(LessonRow.TABLE, 1, 1)));
    }

    @Test
    void shouldLetOnlyOneOfTwoSinksStoreABatch() throws Exception {
        place(0);
        ProgressRows rows = rows("a", "b", "c");
        ExecutorService sinks = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> same = java.util.Collections.nCopies(4, () -> stores(rows));
        int winners = 0;
        for (Future<Boolean> sink : sinks.invokeAll(same)) {
            winners += sink.get() ? 1 : 0;
        }
        sinks.shutdown();
        assertThat(winners).isEqualTo(1);
        assertThat(next()).isEqualTo(3);
    }

    @Test
    void shouldEndTheTransactionOfASinkThatStoppedDuringItsCopy() throws Exception {
        place(0);
        try (Connection stopped = RealParts.postgres().connect("oncemark_sink")) {
            stopped.setAutoCommit(false);
            SinkOffsets.advance(stopped, advance(0, 5));
            CopyIn copy = stopped.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(TableStatements.of(LessonRow.TABLE).copy());
            assertThat(copy.isActive()).isTrue();

            assertThatThrownBy(() -> progress.store(advance(0, 3), new ProgressRows(), none -> {}))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(Fault.of(error)).isEqualTo(Fault.LOCKED));
            int session = stopped.unwrap(PGConnection.class).getBackendPID();
            // Whichever sink ends it, and however many others with it: this session has to be gone.
            Await.until("its session is ended", () -> {
                progress.endStalledTransactions();
                return Database.number("SELECT count(*) FROM pg_stat_activity WHERE pid = ?", session) == 0;
            });
            progress.store(advance(0, 3), new ProgressRows(), none -> {});
            assertThat(next()).isEqualTo(3);
        } catch (SQLException terminated) {
            assertThat(terminated.getSQLState()).isIn("57P01", "08006", "08003");
        }
    }

    private boolean stores(ProgressRows rows) throws SQLException {
        try {
            progress.store(advance(0, 3), rows, none -> {});
            return true;
        } catch (OffsetsMovedException other) {
            return false;
        }
    }

    private void place(long offset) throws SQLException {
        progress.offsets(List.of(partition), fresh -> Map.of(partition, offset));
    }

    private List<Advance> advance(long start, long end) {
        return List.of(new Advance(partition, start, end));
    }

    private long next() {
        return Database.number("SELECT next FROM progress.sink_offset WHERE topic = ?", prefix);
    }

    private ProgressRows rows(String... lessons) throws Exception {
        ProgressRows rows = new ProgressRows();
        RowReader reader = new RowReader(LessonRow.TABLE);
        for (int i = 0; i < lessons.length; i++) {
            byte[] json = Topics.COMPLETION_RESULTS.serde().serialize("", Writer.accepted(prefix, "LESSON", i));
            String text = new String(java.util.Objects.requireNonNull(json), UTF_8).replace("LESSON", lessons[i]);
            reader.read(text.getBytes(UTF_8));
            reader.addTo(rows.lessons(), i);
        }
        return rows;
    }
}
