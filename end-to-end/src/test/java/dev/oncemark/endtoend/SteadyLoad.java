package dev.oncemark.endtoend;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.verify.check.JournalLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Clients that complete a course's lessons through whichever API answers, each request under its key until it is
 * acknowledged, and once they are told to, administrators among them. What they were told is written down.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int CLIENTS = 8;
    private static final long PAUSE_MILLIS = 60;
    private static final long BEFORE_ANOTHER_TRY_MILLIS = 200;
    private static final int TRIES = 150;
    private static final int COMMAND_ONE_OF = 5;
    private static final Set<Integer> LATER = Set.of(0, 429, 500, 502, 503, 504);
    private static final Set<String> VERDICTS = Set.of("ACCEPTED", "REPLAYED", "REVOKED", "RESET");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<String> apis;
    private final DevelopmentTokens tokens;
    private final Course course;
    private final BufferedWriter journal;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean withCommands;
    private volatile boolean ending;

    /** What is asked for: a path and a body, and how it is known in the journal. */
    private record Asked(
            String method,
            String path,
            String body,
            String enrollment,
            @Nullable String lesson,
            boolean isCommand) {}

    SteadyLoad(List<String> apis, DevelopmentTokens tokens, Course course, Path journal) throws IOException {
        this.apis = apis;
        this.tokens = tokens;
        this.course = course;
        this.journal = Files.newBufferedWriter(journal);
        for (int client = 0; client < CLIENTS; client++) {
            clients.execute(this::work);
        }
    }

    /** From now on one of five requests takes a lesson back, waives it, or begins an attempt. */
    void beginCommands() {
        withCommands = true;
    }

    /** How many requests were begun. */
    int asked() {
        return next.get();
    }

    /** How many were never acknowledged. */
    int unanswered() {
        return unanswered.get();
    }

    private void work() {
        while (!ending) {
            int number = next.getAndIncrement();
            ask(asked(number), UUID.randomUUID().toString(), number);
            sleep(PAUSE_MILLIS);
        }
    }

    private Asked asked(int number) {
        int learners = course.enrollments().size();
        String enrollment = course.enrollments().get(number % learners);
        String lesson =
                course.lessons().get(number / learners % course.lessons().size());
        String of = Client.of(enrollment);
        if (!withCommands || number % COMMAND_ONE_OF > 0) {
            return new Asked(
                    "POST", of + "/completions", "{\"lessonId\":\"" + lesson + "\"}", enrollment, lesson, false);
        }
        String ofLesson = Client.of(enrollment, lesson);
        return switch (number / COMMAND_ONE_OF % 3) {
            case 0 -> new Asked("DELETE", ofLesson + "/completion?reason=MISTAKE", "", enrollment, lesson, true);
            case 1 -> new Asked("PUT", ofLesson + "/waiver", "{\"reason\":\"TESTED_OUT\"}", enrollment, lesson, true);
            default ->
                new Asked("POST", of + "/attempts", "{\"attempt\":2,\"reason\":\"AGAIN\"}", enrollment, null, true);
        };
    }

    private void ask(Asked asked, String key, int number) {
        for (int at = 0; at < TRIES; at++) {
            HttpRequest request = request(asked, key, apis.get((number + at) % apis.size()));
            Answer answer = send(request);
            write(asked, answer);
            if (!LATER.contains(answer.status())) {
                return;
            }
            sleep(BEFORE_ANOTHER_TRY_MILLIS);
        }
        unanswered.incrementAndGet();
    }

    private HttpRequest request(Asked asked, String key, String api) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + asked.path()))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + (asked.isCommand() ? tokens.administrator() : tokens.service()))
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=1")
                .method(asked.method(), BodyPublishers.ofString(asked.body()));
        return (asked.body().isEmpty() ? request : request.header("Content-Type", "application/json")).build();
    }

    private record Answer(int status, JsonNode body) {}

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JsonSerde.MAPPER.readTree(response.body()));
        } catch (IOException | JacksonException none) {
            return new Answer(0, MissingNode.getInstance());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer(0, MissingNode.getInstance());
        }
    }

    /** Answers that do not say which request they are about tell nothing that could be compared. */
    private synchronized void write(Asked asked, Answer answer) {
        JsonNode id = answer.body().path("requestId");
        if (!id.isString()) {
            return;
        }
        var line = new JournalLine(
                Instant.now(),
                UUID.fromString(id.asString()),
                asked.enrollment(),
                asked.lesson(),
                answer.status(),
                verdict(answer.body()));
        try {
            journal.write(JsonSerde.MAPPER.writeValueAsString(line));
            journal.write('\n');
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static @Nullable String verdict(JsonNode body) {
        if (body.path("reason").isString()) {
            return "REJECTED " + body.path("reason").asString();
        }
        String status = body.path("status").asString("");
        return VERDICTS.contains(status) ? status : null;
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins none any more, and waits until each has its answer: how many there were. */
    int finish() throws InterruptedException {
        ending = true;
        clients.shutdown();
        if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("clients still wait for their answers");
        }
        return asked();
    }

    @Override
    public void close() throws IOException {
        ending = true;
        clients.shutdownNow();
        journal.close();
    }
}
