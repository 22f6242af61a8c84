package dev.oncemark.chaos.load;

import dev.oncemark.chaos.watch.Pulse;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.check.JournalLine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Clients that ask at a given rate and write down what they are told. One that is told nothing, or to come later, asks again
 * with the same key, as docs/clients.md has it: after a second or so, and twice as long each time. Some ask twice at once, some
 * again much later. There are only so many clients: while all of them are busy, nothing new is asked for, and that is counted.
 */
@SuppressWarnings("FutureReturnValueIgnored") // every outcome goes into the journal
public final class Load implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 6;
    private static final int CLIENTS = 2_000;
    private static final int MILLIS_TO_RETRY = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "load");
        thread.setDaemon(true);
        return thread;
    });
    private final String api;
    private final String token;
    private final Wishes wishes;
    private final Random random;
    private final Ledger ledger;
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean ending;

    /** Where requests go, with whose token, and where is kept what is told. */
    public record Target(String api, String token, Ledger ledger) {
        /** @param journal a file, which is written anew */
        public Target(String api, String token, Path journal) {
            this(api, token, new Ledger(journal));
        }
    }

    public Load(Target target, Platform platform, long seed) {
        this.api = target.api();
        this.token = target.token();
        this.random = new Random(seed);
        this.wishes = new Wishes(platform, new Random(seed + 1), "k" + Long.toHexString(seed));
        this.ledger = target.ledger();
    }

    /** Begins to ask, so often a second. */
    public void start(int rate) {
        long between = TimeUnit.SECONDS.toNanos(1) / rate;
        clock.scheduleAtFixedRate(this::next, 0, between, TimeUnit.NANOSECONDS);
    }

    private synchronized void next() {
        if (ending || busy.get() >= CLIENTS) {
            answers().held(ending ? 0 : 1);
            return;
        }
        Wish wish = wishes.next();
        busy.incrementAndGet();
        send(wish, 1);
        int kind = random.nextInt(20);
        if (kind < 2) {
            send(wish);
        } else if (kind < 4) {
            clock.schedule(() -> send(wish), 500 + random.nextInt(15_000), TimeUnit.MILLISECONDS);
        }
    }

    /** Until it is answered, or no more attempts are left. */
    private void send(Wish wish, int attempt) {
        send(wish).thenAccept(status -> {
            boolean askAgain = status == 0 || status == 429 || status >= 500;
            if (askAgain && attempt < MOST_ATTEMPTS && !ending) {
                int later = MILLIS_TO_RETRY << attempt;
                int atRandom = ThreadLocalRandom.current().nextInt(later);
                clock.schedule(() -> send(wish, attempt + 1), later + atRandom, TimeUnit.MILLISECONDS);
            } else {
                busy.decrementAndGet();
            }
        });
    }

    /** The status that is answered, 0 where nothing is. */
    private CompletableFuture<Integer> send(Wish wish) {
        atOnce.incrementAndGet();
        long start = System.nanoTime();
        return http.sendAsync(request(wish), BodyHandlers.ofString()).handle((answer, failed) -> {
            atOnce.decrementAndGet();
            told(wish, answer, System.nanoTime() - start);
            return answer == null ? 0 : answer.statusCode();
        });
    }

    private HttpRequest request(Wish wish) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(api + "/v1/enrollments/" + wish.enrollment() + "/completions"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", wish.key())
                .timeout(PATIENCE.plusSeconds(wish.seconds()))
                .POST(BodyPublishers.ofString(JsonSerde.MAPPER.writeValueAsString(Map.of("lessonId", wish.lesson()))));
        if (wish.seconds() > 0) {
            request.header("Prefer", "wait=" + wish.seconds());
        }
        return request.build();
    }

    private void told(Wish wish, @Nullable HttpResponse<String> answer, long nanos) {
        int status = answer == null ? 0 : answer.statusCode();
        boolean mayRetry =
                answer != null && answer.headers().firstValue("Retry-After").isPresent();
        answers().add(status, nanos, wish.seconds() == 0, mayRetry);
        ledger.add(new JournalLine(
                Instant.now(),
                wish.requestId(),
                wish.enrollment(),
                wish.lesson(),
                status,
                answer == null ? null : verdict(answer.body())));
    }

    private static @Nullable String verdict(String body) {
        try {
            JsonNode json = JsonSerde.MAPPER.readTree(body);
            if (json.path("reason").isString()) {
                return "REJECTED " + json.path("reason").asString();
            }
            String status = json.path("status").asString("");
            return status.equals("ACCEPTED") || status.equals("REPLAYED") ? status : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    /** When requests were acknowledged, and how many. */
    public Pulse acknowledged() {
        return ledger.acknowledged();
    }

    public Answers answers() {
        return ledger.answers();
    }

    /** Requests that have no answer yet. */
    public int atOnce() {
        return atOnce.get();
    }

    /** Asks no more, and waits for the answers. */
    @Override
    public void close() {
        ending = true;
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (atOnce.get() > 0 && System.nanoTime() < deadline) {
            dev.oncemark.localstack.Pauses.sleep(Duration.ofMillis(50));
        }
        clock.shutdownNow();
        ledger.close();
    }
}
