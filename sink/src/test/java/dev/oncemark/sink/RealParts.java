package dev.oncemark.sink;

import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One real broker and one real PostgreSQL for all tests of this JVM; they stop with it. */
public final class RealParts {

    public static final int PARTITIONS = 4;

    private static final RealParts PARTS = new RealParts();

    private final Broker broker;
    private final Postgres postgres;

    private RealParts() {
        Path directory = directory();
        broker = new Broker(directory.resolve("kafka"), 0);
        postgres = new Postgres(directory.resolve("postgres"), 0);
        broker.start();
        broker.createTopics(PARTITIONS);
        postgres.start();
    }

    public static Broker broker() {
        return PARTS.broker;
    }

    public static Postgres postgres() {
        return PARTS.postgres;
    }

    /** New for each run, and readable by the user whom PostgreSQL runs as. */
    private static Path directory() {
        try {
            Path target = Files.createDirectories(Path.of("target", "real-parts"));
            return Files.createDirectories(target.resolve(Long.toString(System.currentTimeMillis())));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
