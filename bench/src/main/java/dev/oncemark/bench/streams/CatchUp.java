package dev.oncemark.bench.streams;

import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Child;
import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Waiting;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Requests that lie in the topic are decided, by one contestant after the other, each with fresh state. The first part of
 * the requests, in number or in time, warms it up and is not counted.
 */
public final class CatchUp implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final String REQUESTS = Topics.COMPLETION_REQUESTS.name();

    private final Broker broker;
    private final Path directory;
    private final Input input;
    private final Consumer<String> log;
    private final Groups groups;

    private CatchUp(Broker broker, Path directory, Input input, Consumer<String> log) {
        this.broker = broker;
        this.directory = directory;
        this.input = input;
        this.log = log;
        this.groups = new Groups(broker, PARTITIONS);
    }

    /** Measures all of them in turn, in as many rounds as are asked for, on a broker of their own. */
    static Figures inTurn(List<Contestant> all, Input input, Path directory, Bench bench) {
        Figures figures = new Figures();
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();
            try (CatchUp catchUp = prepare(broker, directory, input, bench.log())) {
                for (int round = 0; round <= bench.arguments().rounds(); round++) {
                    for (Contestant contestant : all) {
                        catchUp.run(contestant, round, figures);
                    }
                }
            }
        }
        return figures;
    }

    /** Creates the topics and writes the input to them, on a broker that has neither. */
    public static CatchUp prepare(Broker broker, Path directory, Input input, Consumer<String> log) {
        broker.createTopics(PARTITIONS);
        input.writeRows(broker.bootstrapServers());
        input.writeRequests(broker.bootstrapServers());
        return new CatchUp(broker, directory, input, log);
    }

    /** One contestant in one round; round 0 checks its results, and is not counted. */
    public void run(Contestant contestant, int round, Figures figures) {
        String group = "bench-" + round + "-"
                + contestant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        meetCatalog(contestant, group);
        var begin = groups.ends(contestant.output(group));
        try (Child child = contestant.start(broker.bootstrapServers(), group, directory)) {
            if (round == 0) {
                await(child, group, input.requests());
                check(contestant, begin);
            } else {
                measure(contestant, child, group, figures);
            }
        }
    }

    /** The first half, or what is decided in the first seconds, warms it up; the slow ones are not waited for to the end. */
    private void measure(Contestant contestant, Child child, String group, Figures figures) {
        await(child, group, 1);
        await(child, group, input.requests() / 2, WARM_UP);
        long from = groups.progress(group, REQUESTS);
        long start = System.nanoTime();
        long cpu = Cost.cpuMicros(child.pid());
        long brokers = Cost.cpuMicros(broker.pid().orElseThrow());
        await(child, group, input.requests(), MEASURED);
        double records = (double) (groups.progress(group, REQUESTS) - from);
        double perSecond = records * 1e9 / (double) (System.nanoTime() - start);
        double micros = (double) (Cost.cpuMicros(child.pid()) - cpu) / records;
        double brokerMicros = (double) (Cost.cpuMicros(broker.pid().orElseThrow()) - brokers) / records;
        figures.add(contestant.title, "records/s", perSecond);
        figures.add(contestant.title, "CPU µs/record", micros);
        figures.add(contestant.title, "records/CPU s", 1e6 / micros);
        figures.add(contestant.title, "broker's CPU µs/record", brokerMicros);
        figures.add(contestant.title, "peak MiB", (double) Cost.peakMiB(child.pid()));
        log.accept("%-30s %,9.0f records/s %6.2f µs/record, broker %5.2f"
                .formatted(contestant.title, perSecond, micros, brokerMicros));
    }

    private void await(Child child, String group, long records) {
        Waiting.until("they are decided", LIMIT, child, () -> groups.progress(group, REQUESTS) >= records);
    }

    /** For so long at most. */
    private void await(Child child, String group, long records, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        Waiting.until(
                "they are decided",
                LIMIT,
                child,
                () -> System.nanoTime() > deadline || groups.progress(group, REQUESTS) >= records);
    }

    /** The streams-app has to know catalog and enrollments before the requests come; the others know none. */
    private void meetCatalog(Contestant contestant, String group) {
        if (contestant != Contestant.STREAMS_APP) {
            groups.create(contestant.output(group));
            groups.create(contestant.output(group) + "-changelog");
            return;
        }
        groups.setTo(group, REQUESTS, true);
        try (Child child = contestant.start(broker.bootstrapServers(), group, directory)) {
            Waiting.until(
                    "the rows are read",
                    LIMIT,
                    child,
                    () -> groups.hasRead(group, Topics.LMS_ENROLLMENTS.name())
                            && groups.hasRead(group, Topics.LMS_COURSES.name()));
        }
        Waiting.until("it has left", LIMIT, () -> groups.isEmpty(group));
        groups.setTo(group, REQUESTS, false);
    }

    private void check(Contestant contestant, Map<TopicPartition, Long> begin) {
        if (contestant.decides()) {
            new ResultCheck(broker.bootstrapServers(), input).check(contestant.title, begin);
            log.accept("checked: " + contestant.title + " gives one right result for each request");
        }
    }

    @Override
    public void close() {
        groups.close();
    }
}
