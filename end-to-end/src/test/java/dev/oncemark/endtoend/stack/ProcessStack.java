package dev.oncemark.endtoend.stack;

import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.ListenerPorts;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.localstack.ProjectHome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The local stack: each part a process of this machine. */
public final class ProcessStack implements Stack {

    /** As every local stack has. */
    private static final int PARTITIONS = 4;

    private static final Duration CONNECTOR = Duration.ofSeconds(60);

    private final dev.oncemark.localstack.Stack stack;

    private ProcessStack(dev.oncemark.localstack.Stack stack) {
        this.stack = stack;
    }

    /** @param home where everything is kept, the logs too */
    static ProcessStack start(Path home, Consumer<String> progress) {
        var stack = new dev.oncemark.localstack.Stack(home, ListenerPorts.free());
        stack.start(progress);
        return new ProcessStack(stack);
    }

    /** Everything but the apps: the LMS can be at work, and is read, before any of them is there. */
    public static ProcessStack startWithoutApps(Path home) {
        return startWithoutApps(home, List.of(), ProjectHome.directory().resolve("debezium/lms-source.json"));
    }

    /**
     * Everything but the apps, for a platform with tables of its own.
     *
     * @param scripts what the platform's administrator runs before Oncemark comes
     * @param connector the file with the connector's settings
     */
    public static ProcessStack startWithoutApps(Path home, List<String> scripts, Path connector) {
        var stack = new dev.oncemark.localstack.Stack(home, ListenerPorts.free());
        stack.broker().start();
        stack.broker().createTopics(PARTITIONS);
        stack.postgres().start();
        run(stack.postgres(), scripts);
        stack.connect().start();
        stack.connect().register(connector);
        stack.connect().awaitRunning(CONNECTOR);
        return new ProcessStack(stack);
    }

    private static void run(Postgres postgres, List<String> scripts) {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.execute(script);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("the platform's scripts do not run", refused);
        }
    }

    /** The apps of a stack that was started without them. */
    public void startApps() {
        var unused = stack.tokens().service();
        stack.streamsApp().start();
        stack.sink().start();
        stack.ingestApi().start();
    }

    /**
     * Two of each app of the version that was built in {@code project}, not started yet, in place of those of
     * {@link #startApps}.
     */
    public UpgradedApps appsOf(Path project) {
        var unused = stack.tokens().service();
        return new UpgradedApps(stack, project);
    }

    private record OfProcess(dev.oncemark.localstack.ManagedProcess part) implements Part {
        @Override
        public void start() {
            part.start();
        }

        @Override
        public void stop() {
            part.stop();
        }

        @Override
        public void kill() {
            part.kill();
        }
    }

    @Override
    public String api() {
        return stack.ingestApi().url();
    }

    @Override
    public List<String> metrics() {
        return Stream.of(stack.ingestApi(), stack.streamsApp(), stack.sink())
                .map(app -> app.url() + "/metrics")
                .toList();
    }

    @Override
    public String bootstrapServers() {
        return stack.broker().bootstrapServers();
    }

    @Override
    public Connection connection(String role) throws SQLException {
        return stack.postgres().connect(role);
    }

    @Override
    public String password() {
        return "trusted";
    }

    @Override
    public DevelopmentTokens tokens() {
        return stack.tokens();
    }

    @Override
    public void takeSnapshotAgain() {
        stack.connect().connector().takeSnapshotAgain();
    }

    @Override
    public Part broker() {
        return new OfProcess(stack.broker());
    }

    @Override
    public Part postgres() {
        return new OfProcess(stack.postgres());
    }

    @Override
    public Part connect() {
        return new OfProcess(stack.connect());
    }

    @Override
    public Part streamsApp() {
        return new OfProcess(stack.streamsApp());
    }

    @Override
    public Part sink() {
        return new OfProcess(stack.sink());
    }

    @Override
    public void close() {
        stack.close();
    }
}
