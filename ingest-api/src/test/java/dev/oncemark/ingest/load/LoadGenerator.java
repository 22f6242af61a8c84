package dev.oncemark.ingest.load;

import dev.oncemark.localstack.load.LoadEngine;
import dev.oncemark.localstack.load.LoadTarget;
import dev.oncemark.localstack.load.PlannedRequest;
import dev.oncemark.localstack.load.RetryPolicy;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * A process that keeps the API busy: on each connection it sends the next request when the last one is answered. Each
 * second it prints how many were answered 202 so far, and how many otherwise. It runs until it is killed.
 */
public final class LoadGenerator {

    private static final int ENROLLMENTS = 100_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private LoadGenerator() {}

    private record Completions(String path, String body) implements PlannedRequest {}

    /**
     * Arguments: port, token, connections, how many items there are in each request, 0 for single completions; and the
     * origin of the page that sends them, if it is a page.
     */
    public static void main(String[] arguments) {
        int items = Integer.parseInt(arguments[3]);
        LoadTarget target = LoadTarget.of("http://127.0.0.1:" + arguments[0], arguments[1], TIMEOUT)
                .from(arguments.length > 4 ? arguments[4] : "");
        LongAdder stored = new LongAdder();
        LongAdder refused = new LongAdder();
        startPrinting(stored, refused);
        try (LoadEngine<Completions> engine = new LoadEngine<>(
                target,
                Integer.parseInt(arguments[2]),
                RetryPolicy.NONE,
                (request, answer) -> (answer.status() == 202 ? stored : refused).increment())) {
            engine.saturate(() -> items == 0 ? single() : batch(items));
        }
    }

    private static void startPrinting(LongAdder stored, LongAdder refused) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        Sleep.of(Duration.ofSeconds(1));
                        System.out.println(stored.sum() + " " + refused.sum());
                    }
                },
                "printing");
        thread.setDaemon(true);
        thread.start();
    }

    private static Completions single() {
        return new Completions("/v1/enrollments/" + enrollment() + "/completions", "{\"lessonId\": \"lesson-17\"}");
    }

    private static Completions batch(int count) {
        StringBuilder items = new StringBuilder("{\"items\": [");
        for (int item = 0; item < count; item++) {
            items.append(item == 0 ? "" : ", ")
                    .append("{\"enrollmentId\": \"")
                    .append(enrollment())
                    .append("\", \"lessonId\": \"lesson-")
                    .append(item)
                    .append("\"}");
        }
        return new Completions("/v1/completions:batch", items.append("]}").toString());
    }

    private static String enrollment() {
        return "enrollment-" + ThreadLocalRandom.current().nextInt(ENROLLMENTS);
    }
}
