package dev.oncemark.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oncemark.runtime.TopicProvisioner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code debezium/examples/openedx}, on a MariaDB server: Open edX runs on MySQL, which Debian does not have. */
class OpenEdxExampleTest {

    private static final String ACCOUNT = """
            CREATE USER oncemark_debezium IDENTIFIED BY 'trusted';
            GRANT SLAVE MONITOR ON *.* TO oncemark_debezium;
            CREATE DATABASE openedx CHARACTER SET utf8mb4;
            """;

    private static final Map<String, String> ON_MARIADB =
            Map.of("connector.class", "io.debezium.connector.mariadb.MariaDbConnector");

    @TempDir
    private static Path directory;

    @Test
    void shouldGiveWhatTheExampleSays() throws Exception {
        assumeTrue(
                MariaDb.isInstalled(),
                "Open edX is not tried: mariadbd is not on this machine (Debian: apt-get install mariadb-server)");
        Example example = new Example("openedx");
        try (Broker broker = new Broker(directory.resolve("kafka"), 0);
                MariaDb mariaDb = new MariaDb(directory.resolve("mariadb"));
                Connect connect = connect(broker, mariaDb)) {
            broker.start();
            try (Admin admin = broker.admin()) {
                new TopicProvisioner(4, (short) 1, 1).apply(admin, Duration.ofSeconds(20));
            }
            mariaDb.execute(ACCOUNT);
            connect.start();
            try (Connection platform = platform(mariaDb);
                    ExampleTail tail = new ExampleTail(broker.bootstrapServers())) {
                ExampleDatabase.fill(platform, example);
                ExampleRun run = new ExampleRun(example, tail, Instant.now());
                connect.register(example.connector(directory, ON_MARIADB));
                connect.awaitRunning(Duration.ofSeconds(60));

                run.shouldReadSnapshot();
                run.shouldFollowChanges(platform);
                ExampleRun.run(platform, example.removal());
            }
        }
    }

    private static Connect connect(Broker broker, MariaDb mariaDb) {
        return new Connect(
                ProcessFiles.alone(directory.resolve("connect"), "connect"),
                0,
                broker,
                new LmsAddress(mariaDb.port(), "openedx", "oncemark_debezium"),
                List.of(ProjectHome.target().resolve("connectors")));
    }

    private static Connection platform(MariaDb mariaDb) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:%d/openedx?allowMultiQueries=true".formatted(mariaDb.port()), "root", "");
    }
}
