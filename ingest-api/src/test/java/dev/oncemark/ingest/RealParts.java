package dev.oncemark.ingest;

import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.schema.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real broker and PostgreSQL, started once for all tests that need one and stopped with this JVM. */
public final class RealParts {

    public static final int PARTITIONS = 4;

    private static final Path DIRECTORY = Path.of("target", "real-parts").toAbsolutePath();

    private RealParts() {}

    /** The broker that all tests share; none may stop it. */
    public static Broker broker() {
        return SharedBroker.BROKER;
    }

    public static Postgres postgres() {
        return SharedPostgres.POSTGRES;
    }

    /** A broker for a test that stops it, with topics, started. */
    public static Broker ownBroker(String name) {
        Broker broker = new Broker(emptied(name), 0);
        broker.start();
        broker.createTopics(PARTITIONS);
        return broker;
    }

    private static final class SharedBroker {
        private static final Broker BROKER = ownBroker("kafka");
    }

    private static final class SharedPostgres {
        private static final Postgres POSTGRES = start();

        private static Postgres start() {
            Postgres postgres = new Postgres(emptied("postgres"), 0);
            postgres.start();
            Migrations.migrate(postgres.connections("oncemark_sink"));
            return postgres;
        }
    }

    private static Path emptied(String name) {
        Path directory = DIRECTORY.resolve(name + "-" + System.nanoTime());
        try {
            return Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
