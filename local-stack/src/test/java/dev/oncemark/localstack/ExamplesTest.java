package dev.oncemark.localstack;

import dev.oncemark.runtime.TopicProvisioner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example on PostgreSQL, by the real connector: one after the other, each in a database of its own. */
class ExamplesTest {

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static Postgres postgres;
    private static Connect connect;

    @BeforeAll
    static void start() {
        broker = new Broker(directory.resolve("kafka"), 0);
        broker.start();
        try (Admin admin = broker.admin()) {
            new TopicProvisioner(4, (short) 1, 1).apply(admin, Duration.ofSeconds(20));
        }
        postgres = new Postgres(directory.resolve("postgres"), 0);
        postgres.start();
        connect = new Connect(directory.resolve("connect"), 0, broker, postgres);
        connect.start();
    }

    @AfterAll
    static void stop() {
        connect.close();
        postgres.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"django", "rails", "prisma", "moodle"})
    void shouldGiveWhatTheExampleSays(String name) throws SQLException {
        Example example = new Example(name);
        try (Connection platform = ExampleDatabase.create(postgres, name);
                ExampleTail tail = new ExampleTail(broker.bootstrapServers())) {
            ExampleDatabase.fill(platform, example);
            ExampleRun run = new ExampleRun(example, tail, Instant.now());
            connect.register(example.connector(directory, Map.of("database.dbname", name, "topic.prefix", name)));

            run.shouldReadSnapshot();
            run.shouldFollowChanges(platform);
        }
    }
}
