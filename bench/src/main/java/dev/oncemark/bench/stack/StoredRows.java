package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.bench.streams.GroupOffsets;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** How far completions have come on their way to PostgreSQL. */
final class StoredRows implements AutoCloseable {

    private static final String NEXT =
            "SELECT part, next FROM progress.sink_offset WHERE topic = '" + Topics.COMPLETION_RESULTS.name() + "'";
    private static final String COUNT = "SELECT count(*) FROM progress.lesson_progress";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final GroupOffsets offsets;
    private final Connection connection;
    private final PreparedStatement next;

    StoredRows(Broker broker, Postgres postgres) {
        this.offsets = new GroupOffsets(broker);
        try {
            this.connection = postgres.connect("oncemark_api");
            this.next = connection.prepareStatement(NEXT);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** For each partition of the results, the offset of the first that is not stored. */
    long[] stored() {
        long[] stored = new long[GroupOffsets.PARTITIONS];
        try (ResultSet rows = next.executeQuery()) {
            while (rows.next()) {
                stored[rows.getInt(1)] = rows.getLong(2);
            }
            return stored;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    long count() {
        try (ResultSet rows = connection.prepareStatement(COUNT).executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /**
     * Waits until all requests that are in the topic are decided and stored.
     *
     * @param expected so many rows there have to be then, in all
     * @param meter is read when they are there, before they are counted
     * @throws IllegalStateException if there are others, or not all within five minutes
     */
    Meter.Reading awaitAll(long expected, Meter meter) {
        String requests = Topics.COMPLETION_REQUESTS.name();
        long total = offsets.size(requests);
        Waiting.until("all are decided", TIMEOUT, () -> offsets.progress(WholeStack.GROUP, requests) >= total);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            Waiting.until("all are stored", TIMEOUT, this::isStored);
            Meter.Reading reading = meter.read();
            long count = count();
            if (count == expected) {
                return reading;
            }
            if (count > expected || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("%,d rows instead of %,d".formatted(count, expected));
            }
        }
    }

    /** Behind the last result of each partition there is the marker of its transaction. */
    private boolean isStored() {
        long[] stored = stored();
        return offsets.ends(Topics.COMPLETION_RESULTS.name()).entrySet().stream()
                .allMatch(end -> stored[end.getKey().partition()] >= end.getValue() - 1);
    }

    @Override
    public void close() {
        offsets.close();
        try {
            connection.close();
        } catch (SQLException ignored) {
            // It was read only.
        }
    }
}
