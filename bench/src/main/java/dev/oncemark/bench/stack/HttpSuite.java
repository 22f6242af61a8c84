package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.bench.streams.GroupOffsets;
import dev.oncemark.cli.Range;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The ingest-api beside a server that answers 202 and does nothing: single and batch, on 8 and 64 connections. */
@Command(
        name = "http",
        description =
                "POST to the ingest-api, single and 100 a batch, beside Vert.x answering 202 with nothing behind it.")
public final class HttpSuite extends Suite {

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "How long each is measured each round.")
    @Range(min = 1, max = 86_400)
    private int seconds = 5;

    @Option(names = "--warm-seconds", paramLabel = "SECONDS", description = "How long each is warmed up before.")
    @Range(min = 1, max = 86_400)
    private int warmSeconds = 15;

    public HttpSuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) {
        Figures figures = new Figures();
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();
            broker.createTopics(GroupOffsets.PARTITIONS);
            try (ServerUnderTest api = ServerUnderTest.api(broker, directory);
                    ServerUnderTest peer = ServerUnderTest.peer(directory)) {
                check(api, broker);
                for (int round = 0; round <= rounds; round++) {
                    Duration time = Duration.ofSeconds(round == 0 ? warmSeconds : seconds);
                    Figures counted = round == 0 ? new Figures() : figures;
                    for (RequestShape shape : RequestShape.ALL) {
                        measure(api, shape, time, broker, counted);
                        measure(peer, shape, time, broker, counted);
                    }
                }
            }
        }
        return figures;
    }

    /** Each completion that is answered 202 has to lie in the topic. */
    private static void check(ServerUnderTest api, Broker broker) {
        long expected = 0;
        for (RequestShape shape : RequestShape.ALL) {
            expected += api.post(shape, Duration.ofMillis(200)) * shape.items();
        }
        try (GroupOffsets offsets = new GroupOffsets(broker)) {
            long stored = offsets.size(Topics.COMPLETION_REQUESTS.name());
            if (stored < expected) {
                throw new IllegalStateException("%d were answered 202, %d stored".formatted(expected, stored));
            }
        }
    }

    private static void measure(
            ServerUnderTest server, RequestShape shape, Duration time, Broker broker, Figures figures) {
        String title = server.title() + ", " + shape.title();
        Meter meter = new Meter()
                .withLoad()
                .with("server", server.process())
                .with(broker)
                .start();
        double requests = server.post(shape, time);
        Meter.Reading reading = meter.read();
        figures.add(title, "requests/s", requests / reading.seconds());
        reading.addTo(figures, title, "completion", requests * shape.items());
        figures.add(title, "peak MiB", server.process().peakMiB());
        figures.add(title, "CPU µs/request: server", reading.micros("server") / requests);
        figures.sayLatest(title);
    }
}
