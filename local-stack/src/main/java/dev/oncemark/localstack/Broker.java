package dev.oncemark.localstack;

import dev.oncemark.runtime.TopicProvisioner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A Kafka broker that is its own KRaft controller. Topics are not created by themselves. */
public final class Broker extends ManagedProcess {

    static final String NAME = "kafka";

    private static final int HEAP_MIB = 384;
    private static final int PROBE_MILLIS = 1_000;
    private static final Duration CREATION = Duration.ofSeconds(20);

    private final BrokerConfig config;
    private final Jvm jvm;

    /** Keeps its data in {@code directory}; listens on {@code port}, or on a free one for 0. */
    public Broker(Path directory, int port) {
        this(ProcessFiles.alone(directory, NAME), port, null);
    }

    Broker(ProcessFiles files, int port, @Nullable ProxyPorts proxyPorts) {
        super(NAME, files);
        this.config = new BrokerConfig(Ports.orFree(port), files.directory().resolve("data"), proxyPorts);
        this.jvm = new Jvm(files.directory(), HEAP_MIB);
    }

    public int port() {
        return config.port();
    }

    public String bootstrapServers() {
        return Ports.HOST + ":" + port();
    }

    /** An admin client of this broker, to be closed by the caller. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    /** Creates the topics that the apps need, each with so many partitions and on this broker alone. */
    public void createTopics(int partitions) {
        try (Admin admin = admin()) {
            new TopicProvisioner(partitions, (short) 1, 1).apply(admin, CREATION);
        }
    }

    @Override
    ServerProcess.Command command() {
        Path file = PropertiesFile.write(directory().resolve("broker.properties"), config.properties(Ports.free()));
        if (!Files.exists(config.data().resolve("meta.properties"))) {
            format(file);
        }
        return ServerProcess.Command.of(jvm.server(FastStart.options(NAME), "kafka.Kafka", file.toString()));
    }

    @Override
    boolean isReady() {
        if (!Ports.answers(port())) {
            return false;
        }
        var timeouts = Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MILLIS);
        try (Admin admin = Admin.create(timeouts)) {
            var options = new DescribeClusterOptions().timeoutMs(PROBE_MILLIS);
            return !admin.describeCluster(options)
                    .nodes()
                    .get(PROBE_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void format(Path file) {
        var command = jvm.server(
                List.of(),
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                file.toString());
        if (ServerProcess.run(ServerProcess.Command.of(command), directory(), log()) != 0) {
            throw ProcessFailedException.of(this, "could not format its storage");
        }
    }
}
