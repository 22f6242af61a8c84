package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A MariaDB server with a binlog, of the programs that the machine has, in a directory of its own. */
final class MariaDb implements AutoCloseable {

    private static final List<String> DIRECTORIES =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path directory;
    private final int port = Ports.free();
    private final Process server;

    /** Starts it; it answers when this returns. */
    MariaDb(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        Process install =
                run("mariadb-install-db", "--auth-root-authentication-method=normal", "--skip-test-db", "--user=root");
        if (!install.waitFor(START.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
            install.destroyForcibly();
            throw new IllegalStateException("mariadb-install-db failed:\n" + log());
        }
        this.server = run(
                "mariadbd",
                "--user=root",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("s"),
                "--log-bin=mysql-bin",
                "--server-id=1",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--default-time-zone=+00:00",
                "--innodb-buffer-pool-size=32M");
        awaitAnswer();
    }

    /** Whether {@code mariadbd} and {@code mariadb-install-db} are on this machine. */
    static boolean isInstalled() {
        return program("mariadbd").isPresent() && program("mariadb-install-db").isPresent();
    }

    private static Optional<Path> program(String name) {
        return DIRECTORIES.stream()
                .map(at -> Path.of(at, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process run(String program, String... options) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                program(program).orElseThrow().toString(), "--no-defaults", "--datadir=" + directory.resolve("data"));
        command.command().addAll(List.of(options));
        return command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Ports.answers(port)) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                server.destroyForcibly();
                throw new IllegalStateException("mariadbd does not start:\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    int port() {
        return port;
    }

    /** Runs statements, separated by semicolons. */
    void execute(String sql) throws SQLException {
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/?allowMultiQueries=true";
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
