package dev.oncemark.bench.streams;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.MeasuredProcess;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Waiting;
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
final class GrowthRun implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(8);
    private static final String REQUESTS = Topics.COMPLETION_REQUESTS.name();

    private final Path directory;
    private final Broker broker;
    private final Figures figures;
    private final int requests;
    private final GroupOffsets offsets;

    GrowthRun(Path directory, Broker broker, Figures figures, int requests) {
        this.directory = directory;
        this.broker = broker;
        this.figures = figures;
        this.requests = requests;
        this.offsets = new GroupOffsets(broker);
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
        Changelogs changelogs = new Changelogs(broker, application);
        Path state = directory.resolve(application);
        offsets.setTo(application, REQUESTS, true);
        meetCatalog(application, changelogs);
        load(population, changelogs, size);
        Directories.delete(state);
        writeRequests(population);
        restoreFromNothing(application, size);
        restart(application, size, "until it decides after kill -9, s");
        restart(application, size, "until it decides after a clean stop, s");
        figures.add(size, "bytes on disk/completion", (double) bytes(state) / (completions + 2.0 * requests));
        Directories.delete(state);
        figures.sayLatest(size);
    }

    private void meetCatalog(String application, Changelogs changelogs) {
        try (MeasuredProcess process = start(application)) {
            Waiting.until(
                    "the catalog is read",
                    TIMEOUT,
                    process,
                    () -> offsets.hasRead(application, Topics.LMS_COURSES.name()));
            Waiting.until("it has its changelogs", TIMEOUT, process, changelogs::exist);
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
        long before = offsets.progress(application, REQUESTS);
        long end = offsets.size(REQUESTS);
        long start = System.nanoTime();
        try (MeasuredProcess process = start(application)) {
            Waiting.until("it decides", TIMEOUT, process, () -> offsets.progress(application, REQUESTS) > before);
            figures.add(size, "until it decides with no state, s", since(start));
            Waiting.until(
                    "it is warm", TIMEOUT, process, () -> offsets.progress(application, REQUESTS) >= end - requests);
            long from = offsets.progress(application, REQUESTS);
            Meter meter = new Meter().with("own", process).start();
            Waiting.until("all are decided", TIMEOUT, process, () -> offsets.progress(application, REQUESTS) >= end);
            Meter.Reading reading = meter.read();
            double measured = end - from;
            figures.add(size, "records/s", measured / reading.seconds());
            figures.add(size, "CPU µs/record", reading.micros("own") / measured);
            figures.add(size, "peak MiB", process.peakMiB());
            process.kill();
        }
    }

    /** With the state directory that the last one left. */
    private void restart(String application, String size, String quantity) {
        try (var writer = new RecordWriter(broker.bootstrapServers())) {
            write(writer, 0, 0);
        }
        long end = offsets.size(REQUESTS);
        long start = System.nanoTime();
        try (MeasuredProcess process = start(application)) {
            Waiting.until("it decides", TIMEOUT, process, () -> offsets.progress(application, REQUESTS) >= end);
            figures.add(size, quantity, since(start));
        }
    }

    private static double since(long start) {
        return (double) (System.nanoTime() - start) / 1e9;
    }

    private MeasuredProcess start(String application) {
        return Contestant.STREAMS_APP.start(REQUESTS, requests, broker.bootstrapServers(), application, directory);
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
        offsets.close();
    }
}
