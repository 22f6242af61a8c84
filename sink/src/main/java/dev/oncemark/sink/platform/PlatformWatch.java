package dev.oncemark.sink.platform;

import dev.oncemark.platform.ConnectorSettings;
import dev.oncemark.platform.PlatformTable;
import dev.oncemark.platform.PostgresPlatform;
import dev.oncemark.platform.Problem;
import dev.oncemark.runtime.Health;
import dev.oncemark.sink.settings.PlatformSettings;
import dev.oncemark.sink.settings.SinkSettings.Postgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every ten seconds whether the connector runs and whether the platform's PostgreSQL still has what it reads from: the
 * slot, the publication, the tables and their replica identities. Which these are, the connector's own settings say. Nothing
 * that it finds stops the sink. Each sink looks by itself, and all find the same.
 */
public final class PlatformWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformWatch.class);

    private static final int SECONDS = 10;

    private final @Nullable ConnectApi connect;
    private final @Nullable Postgres database;
    private final PlatformMeters meters;
    private final Map<String, Long> oids = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "platform-watch");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable ConnectorSettings connector;
    private volatile Findings last = new Findings();

    public PlatformWatch(PlatformSettings settings, MeterRegistry registry) {
        this.connect = settings.connect() == null ? null : new ConnectApi(settings.connect(), settings.connector());
        this.database = settings.database();
        this.meters = new PlatformMeters(registry);
    }

    /** Begins to look, unless there is nobody to ask which tables the connector reads. */
    public void start() {
        if (connect != null) {
            var unused = clock.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Always up: what is wrong with the platform does not keep the sink from its work. */
    public Health health() {
        Map<String, Object> details = new LinkedHashMap<>();
        Findings found = last;
        if (!found.problems().isEmpty()) {
            details.put(
                    "problems", found.problems().stream().map(Problem::toString).toList());
        }
        if (!found.unanswered().isEmpty()) {
            details.put("unanswered", found.unanswered());
        }
        return new Health(true, details);
    }

    void look() {
        try {
            Findings found = find();
            tellChanges(last.problems(), found.problems());
            countRecreated(found.tables());
            meters.show(found);
            last = found;
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("the platform could not be looked at");
        }
    }

    private Findings find() {
        Findings findings = new Findings();
        askConnect(findings);
        if (findings.settings() != null) {
            connector = findings.settings();
        }
        if (connector != null && connector.isPostgres() && database != null) {
            askPostgres(findings, database, connector);
        }
        return findings;
    }

    private void askConnect(Findings findings) {
        if (connect == null) {
            return;
        }
        try {
            findings.addConnector(connect.settings(), connect.problems());
        } catch (IOException away) {
            findings.addUnanswered("Kafka Connect at %s: %s".formatted(connect.url(), away.getMessage()));
        }
    }

    private static void askPostgres(Findings findings, Postgres database, ConnectorSettings connector) {
        try (Connection connection = connect(database)) {
            findings.addPlatform(PostgresPlatform.read(connection, connector));
        } catch (SQLException away) {
            findings.addUnanswered("the platform's PostgreSQL: " + away.getMessage());
        }
    }

    /** A connection for each look: one that stays open would be one more to keep alive. */
    private static Connection connect(Postgres database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", "oncemark-platform-watch");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("readOnly", "true");
        return DriverManager.getConnection(database.url(), properties);
    }

    private void tellChanges(List<Problem> before, List<Problem> now) {
        now.stream()
                .filter(problem -> !before.contains(problem))
                .forEach(problem -> LOG.atWarn()
                        .addKeyValue("check", problem.check().label())
                        .addKeyValue("object", problem.object())
                        .addKeyValue("reason", problem.text())
                        .log("the platform needs mending"));
        before.stream()
                .filter(problem -> !now.contains(problem))
                .forEach(problem -> LOG.atInfo()
                        .addKeyValue("check", problem.check().label())
                        .addKeyValue("object", problem.object())
                        .log("no longer found"));
    }

    /** Its rows went without a word, whatever else is right with the new one. */
    private void countRecreated(List<PlatformTable> tables) {
        for (PlatformTable table : tables) {
            var recreated = meters.recreated(table.name());
            Long before = oids.put(table.name(), table.oid());
            if (before != null && before != table.oid()) {
                recreated.increment();
                LOG.atError().addKeyValue("table", table.name()).log("a table was dropped and made again");
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
