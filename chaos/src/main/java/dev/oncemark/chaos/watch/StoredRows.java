package dev.oncemark.chaos.watch;

import dev.oncemark.localstack.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches how far the sink has stored. While PostgreSQL is away nothing is seen. */
public final class StoredRows implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final String SUM = "SELECT coalesce(sum(next), 0) FROM progress.sink_offset";

    private final Postgres postgres;
    private final Heartbeat stored = new Heartbeat();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stored-rows");
        thread.setDaemon(true);
        return thread;
    });
    private long before;

    @SuppressWarnings("FutureReturnValueIgnored") // it never fails, and ends with the executor
    public StoredRows(Postgres postgres) {
        this.postgres = postgres;
        clock.scheduleWithFixedDelay(this::look, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try (Connection connection = postgres.connect("oncemark_api");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            try (ResultSet sum = statement.executeQuery(SUM)) {
                sum.next();
                long now = sum.getLong(1);
                if (now > before) {
                    stored.beat(now - before);
                    before = now;
                }
            }
        } catch (SQLException away) {
            // It is one of the faults.
        }
    }

    /** When offsets moved, and by how much. */
    public Heartbeat stored() {
        return stored;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
