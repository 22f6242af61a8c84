package dev.oncemark.sink.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.oncemark.sink.settings.SinkSettings;
import java.time.Duration;

/** The sink's connections: bounded in number and in time, so that no answer of PostgreSQL is waited for without end. */
public final class Connections {

    /** A consumer that waits this long for a connection is still far from being thrown out of its group. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** Longer than any batch takes; a half-open connection is given up after it. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** How long a batch waits for offsets that another transaction has locked; how long a silent one may live. */
    private static final String SESSION = """
            SET lock_timeout = '5s';
            SET idle_in_transaction_session_timeout = '30s';
            SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3""";

    private Connections() {}

    /** A pool that starts without PostgreSQL; its connections do not commit by themselves. */
    public static HikariDataSource pool(SinkSettings.Postgres postgres, int threads) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("progress");
        config.setJdbcUrl(postgres.url());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(threads + 1);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setValidationTimeout(CONNECT.toMillis() / 2);
        config.setConnectionInitSql(SESSION);
        config.setIsolateInternalQueries(true); // else it begins a transaction, which nobody ends
        config.addDataSourceProperty("ApplicationName", "oncemark-sink");
        config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
        config.addDataSourceProperty("socketTimeout", String.valueOf(ANSWER.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }
}
