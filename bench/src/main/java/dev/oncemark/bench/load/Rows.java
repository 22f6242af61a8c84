package dev.oncemark.bench.load;

import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Waiting;
import dev.oncemark.bench.streams.Groups;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** How far completions have come on their way to PostgreSQL. */
public final class Rows implements AutoCloseable {

    private static final String NEXT =
            "SELECT part, next FROM progress.sink_offset WHERE topic = '" + Topics.COMPLETION_RESULTS.name() + "'";
    private static final String COUNT = "SELECT count(*) FROM progress.lesson_progress";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Groups groups;
    private final Connection connection;
    private final PreparedStatement next;
    private final int partitions;

    Rows(Broker broker, Postgres postgres, int partitions) {
        this.partitions = partitions;
        this.groups = new Groups(broker, partitions);
        try {
            this.connection = postgres.connect("oncemark_api");
            this.next = connection.prepareStatement(NEXT);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** For each partition of the results, the offset of the first that is not stored. */
    public long[] stored() {
        long[] offsets = new long[partitions];
        try (ResultSet rows = next.executeQuery()) {
            while (rows.next()) {
                offsets[rows.getInt(1)] = rows.getLong(2);
            }
            return offsets;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    public long count() {
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
    public Meter.Reading awaitAll(long expected, Meter meter) {
        String requests = Topics.COMPLETION_REQUESTS.name();
        long total = groups.size(requests);
        Waiting.until("all are decided", LIMIT, () -> groups.progress(Oncemark.GROUP, requests) >= total);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Waiting.until("all are stored", LIMIT, this::isStored);
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
        long[] offsets = stored();
        return groups.ends(Topics.COMPLETION_RESULTS.name()).entrySet().stream()
                .allMatch(end -> offsets[end.getKey().partition()] >= end.getValue() - 1);
    }

    @Override
    public void close() {
        groups.close();
        try {
            connection.close();
        } catch (SQLException ignored) {
            // It was read only.
        }
    }
}
