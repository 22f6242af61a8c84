package dev.oncemark.sink.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * How far each replication slot of the database is behind its log, as a metric: the connector reads the LMS by one, and
 * PostgreSQL keeps whatever a slot has not confirmed until its disk is full. Where it cannot be asked there is no figure.
 */
public final class ReplicationSlots implements AutoCloseable {

    private static final String LAG = """
            SELECT slot_name, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)
            FROM pg_replication_slots WHERE database = current_database() AND confirmed_flush_lsn IS NOT NULL
            """;

    private static final int SECONDS = 10;

    private final DataSource connections;
    private final MultiGauge lag;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "replication-slots");
        thread.setDaemon(true);
        return thread;
    });

    public ReplicationSlots(DataSource connections, MeterRegistry meters) {
        this.connections = connections;
        this.lag = MultiGauge.builder("oncemark.replication.slot.lag")
                .description("Bytes of PostgreSQL's log that the slot's reader has not confirmed")
                .baseUnit("bytes")
                .register(meters);
        var unused = clock.scheduleWithFixedDelay(this::measure, 0, SECONDS, TimeUnit.SECONDS);
    }

    private void measure() {
        try {
            lag.register(rows(), true);
        } catch (SQLException | RuntimeException away) {
            lag.register(List.of(), true);
        }
    }

    private List<Row<?>> rows() throws SQLException {
        List<Row<?>> rows = new ArrayList<>();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet slots = statement.executeQuery(LAG)) {
            while (slots.next()) {
                rows.add(Row.of(Tags.of("slot", slots.getString(1)), slots.getDouble(2)));
            }
            connection.rollback();
        }
        return rows;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
