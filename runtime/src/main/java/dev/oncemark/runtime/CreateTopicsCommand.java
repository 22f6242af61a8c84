package dev.oncemark.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * One-shot, idempotent: creates every topic. Run it before the apps. How many brokers hold a partition, and how many of
 * them must acknowledge, are the brokers' own defaults; it waits until there are as many brokers.
 *
 * <p>{@code ONCEMARK_TOPICS_PARTITIONS} is P. It cannot change later: another P sends an enrollment to another partition,
 * whose task does not have its state.
 */
public final class CreateTopicsCommand {

    private static final String PARTITIONS = "oncemark.topics.partitions";
    private static final Duration BROKERS_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;
    private final int partitions;

    private CreateTopicsCommand(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /** Exits with 0 if all topics are there, 1 if they could not be created, 2 if a setting is wrong. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    /** What {@code main} exits with. */
    public static int run(Map<String, String> environment) {
        try {
            String wanted = environment.getOrDefault(Settings.variable(PARTITIONS), "12");
            int partitions = Settings.of(Map.of(PARTITIONS, wanted)).integer(PARTITIONS, 1, 10_000);
            Map<String, String> kafka =
                    Settings.load(CreateTopicsCommand.class, environment).kafka();
            try (Admin admin = Admin.create(new HashMap<>(kafka))) {
                System.out.println(new CreateTopicsCommand(admin, partitions).create());
                return 0;
            }
        } catch (InvalidSettingException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        } catch (IllegalStateException | KafkaException failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
    }

    /** What it did, in words. */
    private String create() {
        long deadline = System.nanoTime() + BROKERS_TIMEOUT.toNanos();
        TopicProvisioner topics = provisioner();
        while (topics == null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("there are fewer brokers than each partition needs");
            }
            pause();
            topics = provisioner();
        }
        topics.apply(admin, REQUEST_TIMEOUT.multipliedBy(3));
        return "%d topics are there, %d partitions by enrollment, on %d brokers, %d of which acknowledge"
                .formatted(topics.topics().size(), partitions, topics.replication(), topics.minInSyncReplicas());
    }

    /** As the brokers' defaults say, or null while there are too few of them. */
    private @Nullable TopicProvisioner provisioner() {
        try {
            Collection<Node> brokers =
                    admin.describeCluster().nodes().get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            var broker = new ConfigResource(
                    ConfigResource.Type.BROKER, brokers.iterator().next().idString());
            Config config = admin.describeConfigs(List.of(broker))
                    .all()
                    .get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .get(broker);
            short replication = Short.parseShort(value(config, "default.replication.factor"));
            int acknowledging = Integer.parseInt(value(config, "min.insync.replicas"));
            return brokers.size() < replication ? null : new TopicProvisioner(partitions, replication, acknowledging);
        } catch (ExecutionException | TimeoutException notYet) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private static String value(@Nullable Config config, String name) {
        if (config == null || config.get(name) == null) {
            throw new IllegalStateException("the broker does not tell its " + name);
        }
        return config.get(name).value();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
