import dev.oncemark.localstack.Addresses;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.localstack.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Runs an installation of 0.1.0, lets its history happen, and writes it down; {@code record} starts it. */
final class Record {

    /** Where a new database's log never is: 16 MiB for each. */
    private static final int LOG_FILES = 6;

    private Record() {}

    /** @param arguments the tree of 0.1.0, a directory for the running installation, one for the recording */
    public static void main(String[] arguments) throws Exception {
        Path tree = Path.of(arguments[0]);
        Path home = Path.of(arguments[1]);
        Path recording = Path.of(arguments[2]);
        try (Stack stack = new Stack(home, Addresses.free())) {
            stack.start(System.out::println);
            leaveLogOfNewDatabases(stack.postgres());
            Play play = new Play(stack);
            play.settled();
            verify(stack, "--settled");
            play.underWay();
            verify(stack);
            stack.streamsApp().stop();
            TopicDump.write(stack.broker(), recording.resolve("topics"));
            DatabaseDump.write(stack.postgres(), tree, recording.resolve("postgres.sql"));
        }
        zip(home.resolve("kafka/data"), recording.resolve("kafka-data.zip"));
        System.exit(0);
    }

    /** So that a restored database, which is a new one, can go on in its log behind what the connector has read. */
    private static void leaveLogOfNewDatabases(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (int file = 0; file < LOG_FILES; file++) {
                statement.execute("SELECT pg_logical_emit_message(false, 'oncemark-heartbeat', '')");
                statement.execute("SELECT pg_switch_wal()");
            }
        }
    }

    private static void verify(Stack stack, String... options) throws Exception {
        String home = System.getProperty("oncemark.home");
        var command = new java.util.ArrayList<>(List.of(
                home + "/oncemark",
                "verify",
                "--bootstrap-server",
                stack.broker().bootstrapServers(),
                "--jdbc-url",
                stack.postgres().jdbcUrl()));
        command.addAll(List.of(options));
        Process verifier = new ProcessBuilder(command).inheritIO().start();
        if (verifier.waitFor() != 0) {
            throw new IllegalStateException("the verifier of 0.1.0 finds the history wrong");
        }
    }

    /** The broker's directory as it is after a clean stop. */
    private static void zip(Path directory, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> paths = Files.walk(directory)) {
            zip.setLevel(9);
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                if (path.endsWith(".lock")) {
                    continue;
                }
                ZipEntry entry = new ZipEntry(directory.relativize(path).toString());
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                Files.copy(path, zip);
                zip.closeEntry();
            }
        }
    }
}
