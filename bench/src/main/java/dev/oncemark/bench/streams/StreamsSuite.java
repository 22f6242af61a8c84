package dev.oncemark.bench.streams;

import dev.oncemark.bench.Child;
import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Figures;
import dev.oncemark.contracts.TopicCreation;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Catch-up: every contestant decides the same requests that lie in the topic, in turn, round by round, each with fresh
 * state. The first part of the requests warms it up and is not counted.
 */
public final class StreamsSuite {

    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Broker broker;
    private final Path directory;
    private final Input input;
    private final Consumer<String> log;
    private final Figures figures = new Figures();

    public StreamsSuite(Broker broker, Path directory, Input input, Consumer<String> log) {
        this.broker = broker;
        this.directory = directory;
        this.input = input;
        this.log = log;
    }

    /** Runs {@code rounds} rounds of those whose name contains {@code only}, after one that checks their results. */
    public Figures run(int rounds, String only) {
        try (Admin admin = broker.admin()) {
            new TopicCreation(PARTITIONS, (short) 1, 1).apply(admin, Duration.ofSeconds(30));
        }
        input.writeRows(broker.bootstrapServers());
        input.writeRequests(broker.bootstrapServers());
        List<Contestant> all = new ArrayList<>(List.of(Contestant.values()));
        all.removeIf(one -> !one.name().contains(only));
        try (Groups groups = new Groups(broker, PARTITIONS)) {
            for (int round = 0; round <= rounds; round++) {
                for (Contestant contestant : all) {
                    run(contestant, round, groups);
                }
            }
        }
        return figures;
    }

    private void run(Contestant contestant, int round, Groups groups) {
        String group = "bench-" + round + "-"
                + contestant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        prepare(contestant, group, groups);
        var begin = groups.ends(contestant.output(group));
        String input = Topics.COMPLETION_REQUESTS.name();
        long total = groups.size(input);
        long warm = total / 5;
        try (Child child = contestant.start(broker.bootstrapServers(), group, directory)) {
            await(() -> groups.progress(group, input) >= warm, child);
            long from = groups.progress(group, input);
            long start = System.nanoTime();
            long cpu = Cost.cpuMicros(child.pid());
            long brokers = Cost.cpuMicros(broker.pid().orElseThrow());
            await(() -> groups.progress(group, input) >= total, child);
            double records = (double) (total - from);
            double seconds = (double) (System.nanoTime() - start) / 1e9;
            double micros = (double) (Cost.cpuMicros(child.pid()) - cpu) / records;
            double brokerMicros = (double) (Cost.cpuMicros(broker.pid().orElseThrow()) - brokers) / records;
            if (round == 0) {
                check(contestant, begin);
                return;
            }
            figures.add(contestant.title, "records/s", records / seconds);
            figures.add(contestant.title, "CPU µs/record", micros);
            figures.add(contestant.title, "records/CPU s", 1e6 / micros);
            figures.add(contestant.title, "broker's CPU µs/record", brokerMicros);
            figures.add(contestant.title, "peak MiB", (double) Cost.peakMiB(child.pid()));
            log.accept("round %d: %-30s %,9.0f records/s %6.2f µs/record, broker %5.2f"
                    .formatted(round, contestant.title, records / seconds, micros, brokerMicros));
        }
    }

    /** The streams-app has to know catalog and enrollments before the requests come; the others know none. */
    private void prepare(Contestant contestant, String group, Groups groups) {
        if (contestant != Contestant.STREAMS_APP) {
            groups.create(contestant.output(group));
            groups.create(contestant.output(group) + "-changelog");
            return;
        }
        groups.setTo(group, Topics.COMPLETION_REQUESTS.name(), true);
        try (Child child = contestant.start(broker.bootstrapServers(), group, directory)) {
            await(
                    () -> hasRead(groups, group, Topics.LMS_ENROLLMENTS.name())
                            && hasRead(groups, group, Topics.LMS_COURSES.name()),
                    child);
        }
        await(() -> groups.isEmpty(group), null);
        groups.setTo(group, Topics.COMPLETION_REQUESTS.name(), false);
    }

    private static boolean hasRead(Groups groups, String group, String topic) {
        return groups.progress(group, topic) >= groups.size(topic);
    }

    private void check(Contestant contestant, java.util.Map<org.apache.kafka.common.TopicPartition, Long> begin) {
        if (contestant.decides()) {
            new ResultCheck(broker.bootstrapServers(), input).check(contestant.title, begin);
            log.accept("checked: " + contestant.title + " gives one right result for each request");
        }
    }

    private static void await(BooleanSupplier done, @org.jspecify.annotations.Nullable Child child) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            if (child != null) {
                child.requireAlive();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not done after " + LIMIT);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stopped);
            }
        }
    }
}
