package dev.oncemark.bench.growth;

import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Child;
import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Waiting;
import dev.oncemark.bench.streams.Contestant;
import dev.oncemark.bench.streams.Groups;
import dev.oncemark.bench.streams.LmsRows;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Directories;
import dev.oncemark.localstack.RecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * One streams-app after the other, each with an id of its own, so with changelogs of its own. First it has no state, then
 * the state that was put into its changelogs and that it has to restore, then the state that a kill left.
 */
final class Growth implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final String REQUESTS = Topics.COMPLETION_REQUESTS.name();

    private final Bench bench;
    private final Broker broker;
    private final Figures figures;
    private final int requests;
    private final Groups groups;

    Growth(Bench bench, Broker broker, Figures figures, int requests) {
        this.bench = bench;
        this.broker = broker;
        this.figures = figures;
        this.requests = requests;
        this.groups = new Groups(broker, PARTITIONS);
    }

    void writeCatalog() {
        try (var rows = new LmsRows(broker.bootstrapServers())) {
            rows.transaction(() -> {
                for (int course = 0; course < Population.COURSES; course++) {
                    rows.course(Population.courseId(course));
                    for (int lesson = 0; lesson < Population.LESSONS; lesson++) {
                        rows.lesson(Population.lessonId(course, lesson), Population.courseId(course), lesson);
                    }
                }
            });
        }
    }

    void run(long completions, int round) throws IOException {
        String application = "bench-growth-" + round + "-" + completions;
        String size = "%,d completions".formatted(completions);
        Population population = new Population(completions);
        Changelogs changelogs = new Changelogs(broker, application, PARTITIONS);
        Path state = bench.directory().resolve(application);
        groups.setTo(application, REQUESTS, true);
        meetCatalog(application, changelogs);
        load(population, changelogs, size);
        Directories.delete(state);
        writeRequests(population);
        restoreFromNothing(application, size);
        restart(application, size, "until it decides after kill -9, s");
        restart(application, size, "until it decides after a clean stop, s");
        figures.add(size, "bytes on disk/completion", (double) bytes(state) / (completions + 2.0 * requests));
        Directories.delete(state);
        bench.say("round %d: %s: %s".formatted(round, size, figures.last(size)));
    }

    private void meetCatalog(String application, Changelogs changelogs) {
        try (Child child = start(application)) {
            Waiting.until(
                    "the catalog is read", LIMIT, child, () -> groups.hasRead(application, Topics.LMS_COURSES.name()));
            Waiting.until("it has its changelogs", LIMIT, child, changelogs::exist);
        }
    }

    private void load(Population population, Changelogs changelogs, String size) {
        long before = changelogs.bytes();
        changelogs.write(population, fresh());
        figures.add(
                size,
                "changelog bytes/completion",
                (double) (changelogs.bytes() - before) / (double) population.completions());
    }

    /** How many enrollments have nothing completed: those that warm up. */
    private int fresh() {
        return Math.max(1, requests / Population.DONE);
    }

    /** First as many that warm up, by enrollments of their own; then those that are measured, by random ones. */
    private void writeRequests(Population population) {
        Random random = new Random(1);
        try (var writer = new RecordWriter(broker.bootstrapServers())) {
            for (int number = 0; number < requests; number++) {
                write(writer, -1 - number % fresh(), number / fresh());
            }
            int[] next = new int[Math.min(population.enrollments(), requests)];
            for (int number = 0; number < requests; number++) {
                int chosen = random.nextInt(next.length);
                int spread = (int) ((long) chosen * population.enrollments() / next.length);
                int ordinal = Population.DONE + next[chosen]++ % Population.DONE;
                write(writer, spread, ordinal);
            }
        }
    }

    private static void write(RecordWriter writer, int enrollment, int ordinal) {
        writer.write(REQUESTS, Population.enrollmentId(enrollment), Population.request(enrollment, ordinal));
    }

    private void restoreFromNothing(String application, String size) {
        long before = groups.progress(application, REQUESTS);
        long end = groups.size(REQUESTS);
        long start = System.nanoTime();
        try (Child child = start(application)) {
            Waiting.until("it decides", LIMIT, child, () -> groups.progress(application, REQUESTS) > before);
            figures.add(size, "until it decides with no state, s", since(start));
            Waiting.until("it is warm", LIMIT, child, () -> groups.progress(application, REQUESTS) >= end - requests);
            long from = groups.progress(application, REQUESTS);
            long cpu = Cost.cpuMicros(child.pid());
            long began = System.nanoTime();
            Waiting.until("all are decided", LIMIT, child, () -> groups.progress(application, REQUESTS) >= end);
            double measured = (double) (end - from);
            figures.add(size, "records/s", measured / since(began));
            figures.add(size, "CPU µs/record", (double) (Cost.cpuMicros(child.pid()) - cpu) / measured);
            figures.add(size, "peak MiB", (double) Cost.peakMiB(child.pid()));
            child.kill();
        }
    }

    /** With the state directory that the last one left. */
    private void restart(String application, String size, String quantity) {
        try (var writer = new RecordWriter(broker.bootstrapServers())) {
            write(writer, 0, 0);
        }
        long end = groups.size(REQUESTS);
        long start = System.nanoTime();
        try (Child child = start(application)) {
            Waiting.until("it decides", LIMIT, child, () -> groups.progress(application, REQUESTS) >= end);
            figures.add(size, quantity, since(start));
        }
    }

    private static double since(long start) {
        return (double) (System.nanoTime() - start) / 1e9;
    }

    private Child start(String application) {
        return Contestant.STREAMS_APP.start(broker.bootstrapServers(), application, bench.directory());
    }

    private static long bytes(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            long sum = 0;
            for (Path file : all) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    @Override
    public void close() {
        groups.close();
    }
}
