package dev.oncemark.bench.http;

import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import dev.oncemark.bench.load.Poster;
import dev.oncemark.bench.streams.Groups;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.time.Duration;
import java.util.List;

/** The ingest-api beside a server that answers 202 and does nothing: single and batch, on 8 and 64 connections. */
public final class HttpSuite implements Suite {

    private static final String SECONDS = "--seconds";
    private static final String WARM_SECONDS = "--warm-seconds";
    private static final int PARTITIONS = 4;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String help() {
        return "POST to the ingest-api, single and 100 a batch, beside Vert.x answering 202 with nothing behind it";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(SECONDS, 5, "how long each is measured each round"),
                Option.number(WARM_SECONDS, 15, "how long each is warmed up before"));
    }

    @Override
    public Figures run(Bench bench) {
        Figures figures = new Figures();
        try (Broker broker = new Broker(bench.directory().resolve("kafka"), 0)) {
            broker.start();
            broker.createTopics(PARTITIONS);
            try (Served api = Served.api(broker, bench.directory());
                    Served peer = Served.peer(bench.directory())) {
                check(api, broker);
                for (int round = 0; round <= bench.arguments().rounds(); round++) {
                    int seconds = bench.arguments().number(round == 0 ? WARM_SECONDS : SECONDS);
                    for (Shape shape : Shape.ALL) {
                        measure(api, shape, seconds, broker, round == 0 ? new Figures() : figures, bench);
                        measure(peer, shape, seconds, broker, round == 0 ? new Figures() : figures, bench);
                    }
                }
            }
        }
        return figures;
    }

    /** Each completion that is answered 202 has to lie in the topic. */
    private static void check(Served api, Broker broker) {
        long expected = 0;
        for (Shape shape : Shape.ALL) {
            expected += post(api, shape, Duration.ofMillis(200)) * shape.items();
        }
        try (Groups groups = new Groups(broker, PARTITIONS)) {
            long stored = groups.size(Topics.COMPLETION_REQUESTS.name());
            if (stored < expected) {
                throw new IllegalStateException("%d were answered 202, %d stored".formatted(expected, stored));
            }
        }
    }

    private static void measure(Served served, Shape shape, int seconds, Broker broker, Figures figures, Bench bench) {
        String title = served.title() + ", " + shape.title();
        Meter meter = new Meter()
                .withLoad()
                .with("server", served.child())
                .with(broker)
                .start();
        long requests = post(served, shape, Duration.ofSeconds(seconds));
        Meter.Reading reading = meter.read();
        figures.add(title, "requests/s", requests / reading.seconds());
        reading.addTo(figures, title, "completion", (double) requests * shape.items());
        figures.add(title, "peak MiB", (double) Cost.peakMiB(served.child().pid()));
        double micros = (double) reading.micros().getOrDefault("server", 0L);
        figures.add(title, "CPU µs/request: server", micros / requests);
        bench.say("%-50s %,9.0f requests/s %7.1f µs/request of the server"
                .formatted(title, requests / reading.seconds(), micros / requests));
    }

    /** How many requests were answered 202; none was answered otherwise. */
    private static long post(Served served, Shape shape, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try (Poster poster = served.poster(shape.connections())) {
            return poster.postAll(() -> System.nanoTime() - deadline < 0 ? shape.next() : null);
        }
    }
}
