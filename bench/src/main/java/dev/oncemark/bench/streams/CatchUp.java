package dev.oncemark.bench.streams;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.MeasuredProcess;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Requests that lie in the topic are decided, by one contestant after the other, each with fresh state. The first part of
 * the requests, in number or in time, warms it up and is not counted.
 */
public final class CatchUp implements AutoCloseable {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int LEAST_PER_SECOND = 5_000;
    private static final String REQUESTS = Topics.COMPLETION_REQUESTS.name();

    private final Broker broker;
    private final Path directory;
    private final Workload workload;
    private final GroupOffsets offsets;
    private final Duration timeout;

    /** Creates the topics and writes the input to them, on a broker that has neither. */
    public CatchUp(Broker broker, Path directory, Workload workload) {
        this.broker = broker;
        this.directory = directory;
        this.workload = workload;
        this.timeout = Duration.ofMinutes(5).plusSeconds(workload.records() / LEAST_PER_SECOND);
        broker.createTopics(GroupOffsets.PARTITIONS);
        workload.writeRows(broker.bootstrapServers());
        workload.writeRequests(broker.bootstrapServers());
        this.offsets = new GroupOffsets(broker);
    }

    /** Measures all of them in turn, in as many rounds as are asked for, on a broker of their own. */
    static Figures inTurn(List<Contestant> all, Workload workload, Path directory, int rounds) {
        return ofCandidates(all.stream().map(one -> new Candidate(one, null)).toList(), workload, directory, rounds);
    }

    /** As {@link #inTurn}. */
    static Figures ofCandidates(List<Candidate> all, Workload workload, Path directory, int rounds) {
        Figures figures = new Figures();
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();
            try (CatchUp catchUp = new CatchUp(broker, directory, workload)) {
                all.forEach(catchUp::check);
                for (int round = 1; round <= rounds; round++) {
                    for (Candidate candidate : all) {
                        catchUp.measure(candidate, round, figures);
                    }
                }
            }
        }
        return figures;
    }

    /**
     * Lets one decide all and checks its results.
     *
     * @return how many lessons are complete at the end, if it is one that decides
     */
    public int check(Contestant contestant) {
        return check(new Candidate(contestant, null));
    }

    private int check(Candidate candidate) {
        meetCatalog(candidate, 0);
        Map<TopicPartition, Long> begin = offsets.ends(candidate.output(0));
        try (MeasuredProcess process = start(candidate, 0)) {
            await(process, candidate.group(0), workload.records());
            if (!candidate.contestant().decides()) {
                return 0;
            }
            return new ResultCheck(broker.bootstrapServers(), workload, timeout).check(candidate.title(), begin);
        }
    }

    private MeasuredProcess start(Candidate candidate, int round) {
        return candidate.start(REQUESTS, workload.records(), broker.bootstrapServers(), round, directory);
    }

    /** The first half, or what is decided in the first seconds, warms it up; the slow ones are not waited for to the end. */
    public void measure(Contestant contestant, int round, Figures figures) {
        measure(new Candidate(contestant, null), round, figures);
    }

    private void measure(Candidate candidate, int round, Figures figures) {
        meetCatalog(candidate, round);
        try (MeasuredProcess process = start(candidate, round)) {
            measure(candidate, process, candidate.group(round), figures);
        }
    }

    private void measure(Candidate candidate, MeasuredProcess process, String group, Figures figures) {
        String title = candidate.title();
        await(process, group, 1);
        await(process, group, workload.records() / 2, WARM_UP);
        long from = offsets.progress(group, REQUESTS);
        Meter meter = new Meter().with("own", process).with(broker).start();
        await(process, group, workload.records(), MEASURED);
        double records = offsets.progress(group, REQUESTS) - from;
        Meter.Reading reading = meter.read();
        double micros = reading.micros("own") / records;
        figures.add(title, "records/s", records / reading.seconds());
        figures.add(title, "CPU µs/record", micros);
        figures.add(title, "records/CPU s", 1e6 / micros);
        figures.add(title, "broker's CPU µs/record", reading.micros(broker.name()) / records);
        figures.add(title, "peak MiB", process.peakMiB());
        figures.sayLatest(title);
    }

    private void await(MeasuredProcess process, String group, long records) {
        Waiting.until("they are decided", timeout, process, () -> offsets.progress(group, REQUESTS) >= records);
    }

    /** For so long at most. */
    private void await(MeasuredProcess process, String group, long records, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        Waiting.until(
                "they are decided",
                timeout,
                process,
                () -> System.nanoTime() - deadline > 0 || offsets.progress(group, REQUESTS) >= records);
    }

    /** The streams-app has to know catalog and enrollments before the requests come; the others know none. */
    private void meetCatalog(Candidate candidate, int round) {
        String group = candidate.group(round);
        if (candidate.contestant() != Contestant.STREAMS_APP) {
            offsets.create(candidate.output(round));
            offsets.create(candidate.output(round) + "-changelog");
            return;
        }
        offsets.setTo(group, REQUESTS, true);
        try (MeasuredProcess process = start(candidate, round)) {
            Waiting.until(
                    "the rows are read",
                    timeout,
                    process,
                    () -> offsets.hasRead(group, Topics.LMS_ENROLLMENTS.name())
                            && offsets.hasRead(group, Topics.LMS_COURSES.name()));
        }
        Waiting.until("it has left", timeout, () -> offsets.isEmpty(group));
        offsets.setTo(group, REQUESTS, false);
    }

    @Override
    public void close() {
        offsets.close();
    }
}
