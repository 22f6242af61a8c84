package dev.oncemark.endtoend.stack;

import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.ProjectHome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.MountableFile;

/** How each container of a stack is set up. They reach each other by name in one network. */
record StackContainers(Network network) {

    /** Every role's; the containers listen on 127.0.0.1 alone and go when the tests end. */
    static final String PASSWORD = "end-to-end";

    static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    static final String POSTGRES_IMAGE = "postgres:17";
    static final String CONNECT_IMAGE = "quay.io/debezium/connect:3.6";
    static final String JAVA_IMAGE = "eclipse-temurin:25-jre";

    private static final String INIT = "/docker-entrypoint-initdb.d/";
    private static final int APP_PORT = 8080;
    private static final List<String> ROLES = List.of("LMS", "DEBEZIUM", "SINK", "API");

    ContainerPart broker(int port, Callable<Boolean> isReady) {
        var part = new ContainerPart("kafka", KAFKA_IMAGE, network, port, 9092, isReady);
        part.container()
                .withEnv(Map.ofEntries(
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_LISTENERS", "INSIDE://:29092,OUTSIDE://:9092,CONTROLLER://:9093"),
                        Map.entry("KAFKA_ADVERTISED_LISTENERS", "INSIDE://kafka:29092,OUTSIDE://127.0.0.1:" + port),
                        Map.entry(
                                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                "INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE"),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@kafka:9093"),
                        Map.entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data"),
                        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                        Map.entry("KAFKA_HEAP_OPTS", "-Xmx384m")));
        return part;
    }

    ContainerPart postgres(int port, Callable<Boolean> isReady) {
        var part = new ContainerPart("postgres", POSTGRES_IMAGE, network, port, 5432, isReady);
        ROLES.forEach(role -> part.container().withEnv("ONCEMARK_" + role + "_PASSWORD", PASSWORD));
        part.container()
                .withEnv(Map.of("POSTGRES_DB", "oncemark", "POSTGRES_PASSWORD", PASSWORD))
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "wal_sender_timeout=10s")
                .withCopyFileToContainer(
                        file("local-stack/src/main/resources/postgres/oncemark.sql"), INIT + "10-oncemark.sql")
                .withCopyFileToContainer(file("docker/postgres/20-passwords.sql"), INIT + "20-passwords.sql")
                .withCreateContainerCmdModifier(command -> command.withStopSignal("SIGINT"));
        return part;
    }

    ContainerPart connect(int port) {
        var part = new ContainerPart("connect", CONNECT_IMAGE, network, port, 8083, () -> answers(port, "/connectors"));
        part.container()
                .withEnv(Map.ofEntries(
                        Map.entry("BOOTSTRAP_SERVERS", "kafka:29092"),
                        Map.entry("GROUP_ID", "oncemark-connect"),
                        Map.entry("ADVERTISED_HOST_NAME", "connect"),
                        Map.entry("HEAP_OPTS", "-Xmx384m"),
                        Map.entry("OFFSET_FLUSH_INTERVAL_MS", "2000"),
                        Map.entry("CONFIG_STORAGE_TOPIC", "oncemark-connect-configs"),
                        Map.entry("OFFSET_STORAGE_TOPIC", "oncemark-connect-offsets"),
                        Map.entry("STATUS_STORAGE_TOPIC", "oncemark-connect-status"),
                        Map.entry("CONNECT_LISTENERS", "http://0.0.0.0:8083"),
                        // There is no other worker to wait for, and one that was killed is to be missed soon.
                        Map.entry("CONNECT_SCHEDULED_REBALANCE_MAX_DELAY_MS", "0"),
                        Map.entry("CONNECT_SESSION_TIMEOUT_MS", "6000"),
                        Map.entry("CONNECT_HEARTBEAT_INTERVAL_MS", "2000"),
                        Map.entry("CONNECT_CONFIG_PROVIDERS", "env"),
                        Map.entry(
                                "CONNECT_CONFIG_PROVIDERS_ENV_CLASS",
                                "org.apache.kafka.common.config.provider.EnvVarConfigProvider"),
                        Map.entry("ONCEMARK_LMS_HOST", "postgres"),
                        Map.entry("ONCEMARK_LMS_PORT", "5432"),
                        Map.entry("ONCEMARK_LMS_DATABASE", "oncemark"),
                        Map.entry("ONCEMARK_LMS_USER", "oncemark_debezium"),
                        Map.entry("ONCEMARK_LMS_PASSWORD", PASSWORD)));
        part.container()
                .withCopyFileToContainer(
                        MountableFile.forHostPath(
                                ProjectHome.directory().resolve("connect-lms/target/connect-lms.jar")),
                        "/kafka/connect/oncemark/connect-lms.jar");
        return part;
    }

    ContainerPart streamsApp(int port) {
        // A container of Connect takes longer to come back than requests wait by default.
        return app(
                "streams-app",
                port,
                Map.of(
                        "ONCEMARK_PARKING_GRACE",
                        "60s",
                        "ONCEMARK_CATALOG_SETTLE",
                        "5s",
                        "ONCEMARK_STREAMS_STATE_DIR",
                        "/var/lib/oncemark"));
    }

    ContainerPart sink(int port) {
        Map<String, String> settings = new HashMap<>(database("oncemark_sink"));
        settings.put("ONCEMARK_CONNECT_URL", "http://connect:8083");
        settings.put("ONCEMARK_PLATFORM_URL", settings.get("ONCEMARK_POSTGRES_URL"));
        settings.put("ONCEMARK_PLATFORM_PASSWORD", PASSWORD);
        return app("sink", port, settings);
    }

    /** @param keys where the public key of tokens lies */
    ContainerPart ingestApi(int port, Path keys) {
        String inside = "/var/lib/oncemark/" + DevelopmentTokens.PUBLIC_KEY;
        Map<String, String> settings = new HashMap<>(database("oncemark_api"));
        settings.put("ONCEMARK_AUTH_PUBLIC_KEY_FILE", inside);
        settings.put("ONCEMARK_REQUESTS_GRACE", "90s");
        settings.put("ONCEMARK_COMMANDS_ENABLED", "true");
        ContainerPart part = app("ingest-api", port, settings);
        part.container()
                .withCopyFileToContainer(
                        MountableFile.forHostPath(keys.resolve(DevelopmentTokens.PUBLIC_KEY), 0644), inside);
        return part;
    }

    private ContainerPart app(String name, int port, Map<String, String> settings) {
        var part = new ContainerPart(
                name, AppImages.build(name), network, port, APP_PORT, () -> answers(port, "/health/ready"));
        part.container()
                .withImagePullPolicy(built -> false)
                .withEnv(settings)
                .withEnv("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", "kafka:29092");
        return part;
    }

    private static Map<String, String> database(String role) {
        return Map.of(
                "ONCEMARK_POSTGRES_URL",
                "jdbc:postgresql://postgres:5432/oncemark",
                "ONCEMARK_POSTGRES_USER",
                role,
                "ONCEMARK_POSTGRES_PASSWORD",
                PASSWORD);
    }

    private static boolean answers(int port, String path) {
        return Http.get("http://127.0.0.1:" + port + path).status() == 200;
    }

    private static MountableFile file(String path) {
        return MountableFile.forHostPath(ProjectHome.directory().resolve(path), 0644);
    }
}
