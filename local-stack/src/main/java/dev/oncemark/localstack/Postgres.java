package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL 17 with the database {@code oncemark}: the LMS's tables, the roles of every app and a publication for
 * Debezium. Whoever can reach 127.0.0.1 may connect as any role, without a password.
 */
public final class Postgres extends ManagedProcess {

    public static final String DATABASE = "oncemark";

    static final String NAME = "postgres";

    private static final String IMPATIENT = "?connectTimeout=2&loginTimeout=2";

    private final int port;

    /** Keeps its data in {@code directory}; listens on {@code port}, or on a free one for 0. */
    public Postgres(Path directory, int port) {
        this(ProcessFiles.alone(directory, NAME), port);
    }

    Postgres(ProcessFiles files, int port) {
        super(NAME, files);
        this.port = Ports.orFree(port);
    }

    public int port() {
        return port;
    }

    /** The URL of the database {@code oncemark}, without a user. */
    public String jdbcUrl() {
        return url(DATABASE);
    }

    /** A connection to the database {@code oncemark}, to be closed by the caller. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role, "");
    }

    /** Connections of {@code role} to the database {@code oncemark}. */
    public DataSource connections(String role) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(jdbcUrl());
        connections.setUser(role);
        return connections;
    }

    @Override
    ServerProcess.Command command() {
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialize();
        }
        List<String> words = program("postgres", "-D", data().toString());
        PostgresSettings.all(port).forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return environment(words);
    }

    @Override
    boolean isReady() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection(url("postgres") + IMPATIENT, "postgres", "")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    void onReady() {
        try {
            new LmsSchema(url("postgres"), jdbcUrl()).createIfMissing();
        } catch (SQLException refused) {
            throw new IllegalStateException("the LMS's schema could not be created", refused);
        }
    }

    /** PostgreSQL's fast way: connections are closed, nothing is lost. Its SIGTERM waits for every client to go. */
    @Override
    Signal stopSignal() {
        return Signal.INT;
    }

    private Path data() {
        return directory().resolve("data");
    }

    private String url(String database) {
        return url(port, database);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(Ports.HOST, port, database);
    }

    private void initialize() {
        Directories.delete(data());
        if (Unprivileged.ownedByNobody()) {
            giveToNobody();
        }
        List<String> words = program(
                "initdb",
                "-D",
                data().toString(),
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions");
        if (ServerProcess.run(environment(words), directory(), log()) != 0) {
            throw ProcessFailedException.of(this, "could not initialize its data");
        }
    }

    private void giveToNobody() {
        try {
            Files.createDirectory(data());
            Files.setAttribute(data(), "unix:uid", 65534);
        } catch (IOException refused) {
            throw new IllegalStateException("cannot create " + data(), refused);
        }
    }

    private static List<String> program(String name, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of(PostgresBinaries.directory().resolve("bin/" + name).toString()));
        words.addAll(List.of(arguments));
        return new ArrayList<>(Unprivileged.command(words));
    }

    private static ServerProcess.Command environment(List<String> words) {
        return new ServerProcess.Command(words, Map.of("LC_ALL", "C", "TZ", "UTC"));
    }
}
