package dev.oncemark.sink.listener;

import dev.oncemark.sink.postgres.Advance;
import dev.oncemark.sink.postgres.Fault;
import dev.oncemark.sink.postgres.OffsetsMovedException;
import dev.oncemark.sink.postgres.ProgressStore;
import dev.oncemark.sink.postgres.RejectedRow;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores batches, again at once where only other transactions were in the way, and counts what became of them. */
final class BatchStore {

    private static final Logger LOG = LoggerFactory.getLogger(BatchStore.class);

    private static final int TRIES = 5;

    private final ProgressStore progress;
    private final DeadLetterTopics deadLetterTopics;
    private final SinkMeters meters;

    BatchStore(ProgressStore progress, DeadLetterTopics deadLetterTopics, SinkMeters meters) {
        this.progress = progress;
        this.deadLetterTopics = deadLetterTopics;
        this.meters = meters;
    }

    void store(Batch batch, List<Advance> advances) throws SQLException, OffsetsMovedException {
        long began = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                storeOnce(batch, advances);
                meters.stored(batch, System.nanoTime() - began);
                return;
            } catch (SQLException error) {
                if (tries == TRIES || !maySucceedAtOnce(error)) {
                    throw error;
                }
            }
        }
    }

    private void storeOnce(Batch batch, List<Advance> advances) throws SQLException, OffsetsMovedException {
        List<DeadLetter> sent = new java.util.ArrayList<>();
        List<ProgressStore.Stored> stored =
                progress.store(advances, batch.rows(), rejected -> send(batch, rejected, sent));
        sent.forEach(meters::deadLetter);
        for (ProgressStore.Stored table : stored) {
            meters.stored(table);
            if (table.different() > 0) {
                LOG.atError()
                        .addKeyValue("table", table.table().name())
                        .addKeyValue("rows", table.different())
                        .addKeyValue("batch", advances)
                        .log("rows that are there already have other values: the same thing was decided twice");
            }
        }
    }

    private void send(Batch batch, List<RejectedRow> rejected, List<DeadLetter> sent) {
        List<DeadLetter> letters = batch.deadLetters(rejected);
        if (!letters.isEmpty()) {
            deadLetterTopics.send(letters);
            sent.addAll(letters);
        }
    }

    private boolean maySucceedAtOnce(SQLException error) throws SQLException {
        return switch (Fault.of(error)) {
            case CONCURRENT -> true;
            case LOCKED -> {
                int ended = progress.endStalledTransactions();
                LOG.atWarn().addKeyValue("ended", ended).log("offsets are locked; stalled transactions were ended");
                yield true;
            }
            case RECORD, AWAY, UNKNOWN -> false;
        };
    }
}
