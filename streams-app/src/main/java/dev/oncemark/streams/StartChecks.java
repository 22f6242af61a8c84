package dev.oncemark.streams;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.runtime.CannotStartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to hold before a single record may be decided: the broker's transactions are of version 2 (KIP-890: a record
 * of an old transaction cannot slip into a new one), and the topics are there, equally partitioned.
 */
final class StartChecks {

    private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);
    private static final long ANSWER_SECONDS = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final short TRANSACTION_VERSION = 2;
    private static final List<Topic<?>> INPUTS =
            List.of(Topics.COMPLETION_REQUESTS, Topics.LMS_ENROLLMENTS, Topics.LMS_COURSES);

    private StartChecks() {}

    /**
     * Waits until the broker answers and every topic is there.
     *
     * @throws CannotStartException if they can never do
     */
    static void await(Admin admin) throws InterruptedException {
        String before = "";
        String missing = missing(admin);
        while (missing != null) {
            if (!missing.equals(before)) {
                LOG.atInfo().addKeyValue("for", missing).log("waiting");
                before = missing;
            }
            Thread.sleep(PAUSE.toMillis());
            missing = missing(admin);
        }
    }

    private static @Nullable String missing(Admin admin) throws InterruptedException {
        try {
            requireTransactionVersion(admin.describeFeatures()
                    .featureMetadata()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .finalizedFeatures());
            return missingTopics(admin);
        } catch (TimeoutException silent) {
            return "the broker";
        } catch (ExecutionException failed) {
            return "the broker: " + failed.getMessage();
        }
    }

    private static void requireTransactionVersion(Map<String, FinalizedVersionRange> features) {
        FinalizedVersionRange found = features.get("transaction.version");
        short version = found == null ? 0 : found.maxVersionLevel();
        if (version < TRANSACTION_VERSION) {
            throw new CannotStartException("the brokers' feature transaction.version is %d, but has to be %d or more"
                    .formatted(version, TRANSACTION_VERSION));
        }
    }

    private static @Nullable String missingTopics(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> names = needed();
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS));
        if (!missing.isEmpty()) {
            return "topics " + missing;
        }
        Map<String, Integer> partitions = new TreeMap<>();
        admin.describeTopics(names)
                .allTopicNames()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        requireEqualPartitions(partitions);
        return null;
    }

    private static Set<String> needed() {
        Set<String> names = Topics.all().stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
        INPUTS.forEach(topic -> names.add(topic.deadLetters()));
        return names;
    }

    /** An enrollment's requests, rows and outlines have to meet in one task. */
    static void requireEqualPartitions(Map<String, Integer> partitions) {
        Map<String, Integer> spread = Topics.all().stream()
                .filter(topic -> topic.partitioning() == Topic.Partitioning.BY_ENROLLMENT
                        && partitions.containsKey(topic.name()))
                .collect(Collectors.toMap(Topic::name, topic -> partitions.get(topic.name())));
        if (spread.values().stream().distinct().count() > 1) {
            throw new CannotStartException("these topics need the same number of partitions, but have " + spread);
        }
        int catalog = partitions.getOrDefault(Topics.LMS_COURSES.name(), 1);
        if (catalog != 1) {
            throw new CannotStartException("topic %s needs one partition, so that its rows are in order, but has %d"
                    .formatted(Topics.LMS_COURSES.name(), catalog));
        }
    }
}
