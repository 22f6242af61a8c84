package dev.oncemark.localstack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A platform's database on a server that has others. */
final class ExampleDatabase {

    private ExampleDatabase() {}

    /** A new database, and a connection to it as its owner. */
    static Connection create(Postgres postgres, String name) throws SQLException {
        try (Connection maintenance = connect(postgres, "postgres")) {
            ExampleRun.run(maintenance, "CREATE DATABASE " + name);
        }
        return connect(postgres, name);
    }

    static Connection connect(Postgres postgres, String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), name), "postgres", "");
    }

    /** The tables with what is in them, prepared for the connector; twice where the example says that this does no harm. */
    static void fill(Connection platform, Example example) throws SQLException {
        ExampleRun.run(platform, example.schema());
        ExampleRun.run(platform, example.data().sql());
        ExampleRun.run(platform, example.preparation());
        if (example.isRemovable()) {
            ExampleRun.run(platform, example.preparation());
        }
        if (!example.blocks().sql().isEmpty()) {
            ExampleRun.run(platform, example.blocks().sql());
        }
    }
}
