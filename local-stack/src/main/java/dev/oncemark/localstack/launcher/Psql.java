package dev.oncemark.localstack.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Subcommand;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.localstack.TextTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A small stand-in for psql where there is none: {@code -c SQL}, or statements from standard input, each ending in ;. */
@Command(
        name = "psql",
        description = "A prompt on the database; where psql is installed, it is that, with all of its options.")
public final class Psql implements Subcommand {

    @Option(names = "-c", paramLabel = "SQL", description = "One statement instead.")
    private @Nullable String statement;

    @Override
    public Integer call() {
        String url = "jdbc:postgresql://%s:%d/%s"
                .formatted(Ports.HOST, Home.ports().port(Listener.POSTGRES), Postgres.DATABASE);
        try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
            if (statement == null) {
                return prompt(connection);
            }
            return print(connection, statement) ? 0 : 1;
        } catch (SQLException away) {
            throw new FailedException("no PostgreSQL at " + url + ": " + away.getMessage());
        }
    }

    private static int prompt(Connection connection) {
        var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        StringBuilder statement = new StringBuilder();
        try {
            ask(statement);
            for (String line = lines.readLine(); line != null && !line.equals("\\q"); line = lines.readLine()) {
                statement.append(line).append('\n');
                if (line.stripTrailing().endsWith(";")) {
                    print(connection, statement.toString());
                    statement.setLength(0);
                }
                ask(statement);
            }
            return 0;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void ask(StringBuilder statement) {
        if (Boolean.getBoolean("oncemark.terminal")) {
            System.out.print(statement.isEmpty() ? "oncemark=# " : "oncemark-# ");
            System.out.flush();
        }
    }

    private static boolean print(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                System.out.print(TextTable.of(statement.getResultSet()).render(""));
            } else {
                System.out.println(Math.max(0, statement.getUpdateCount()) + " rows changed");
            }
            return true;
        } catch (SQLException refused) {
            System.err.println(refused.getMessage());
            return false;
        }
    }
}
