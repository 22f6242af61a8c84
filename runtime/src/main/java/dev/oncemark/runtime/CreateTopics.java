package dev.oncemark.runtime;

import dev.oncemark.runtime.Settings.InvalidSettingException;
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
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Creates every topic and ends: what an installation runs before the apps, and again whenever it likes. How many brokers
 * hold a partition, and how many of them must acknowledge, are the brokers' own defaults; it waits until there are so many.
 *
 * <p>{@code ONCEMARK_TOPICS_PARTITIONS} is P. It cannot change later: another P sends an enrollment to another partition,
 * whose task does not have its state.
 */
public final class CreateTopics {

    private static final String PARTITIONS = "oncemark.topics.partitions";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Admin admin;
    private final int partitions;

    CreateTopics(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /** Ends with 0 if all topics are there, 1 if they could not be created, 2 if a setting is wrong. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    /** What {@code main} ends with. */
    public static int run(Map<String, String> environment) {
        try {
            Settings settings =
                    Settings.of(Map.of(PARTITIONS, environment.getOrDefault("ONCEMARK_TOPICS_PARTITIONS", "12")));
            int partitions = settings.integer(PARTITIONS, 1, 10_000);
            Map<String, String> kafka =
                    Settings.load(CreateTopics.class, environment).kafka();
            try (Admin admin = Admin.create(new HashMap<>(kafka))) {
                System.out.println(new CreateTopics(admin, partitions).create(LIMIT));
                return 0;
            }
        } catch (InvalidSettingException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        } catch (IllegalStateException | org.apache.kafka.common.KafkaException failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
    }

    /** What it did, in words. */
    String create(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        TopicCreation wanted = wanted();
        while (wanted == null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("there are not as many brokers as shall hold each partition");
            }
            pause();
            wanted = wanted();
        }
        wanted.apply(admin, ANSWER.multipliedBy(3));
        return "%d topics are there, %d partitions by enrollment, on %d brokers, %d of which acknowledge"
                .formatted(wanted.topics().size(), partitions, wanted.replication(), wanted.minInSyncReplicas());
    }

    /** As the brokers' defaults say, or null while there are too few of them. */
    private @org.jspecify.annotations.Nullable TopicCreation wanted() {
        try {
            Collection<Node> brokers = admin.describeCluster().nodes().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            var broker = new ConfigResource(
                    ConfigResource.Type.BROKER, brokers.iterator().next().idString());
            Config config = admin.describeConfigs(List.of(broker))
                    .all()
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .get(broker);
            short replication = Short.parseShort(value(config, "default.replication.factor"));
            int acknowledging = Integer.parseInt(value(config, "min.insync.replicas"));
            return brokers.size() < replication ? null : new TopicCreation(partitions, replication, acknowledging);
        } catch (ExecutionException | TimeoutException notYet) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private static String value(@org.jspecify.annotations.Nullable Config config, String name) {
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
