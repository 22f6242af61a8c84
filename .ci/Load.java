import java.io.IOException;
import java.io.PrintWriter;
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
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that complete lessons: each of the enrollments e-1 to e-N completes l-1 to l-M, each lesson twice. A request that
 * is not acknowledged is sent again, under its key, to the next API. What was acknowledged is written down for
 * ./oncemark verify --journal.
 *
 * usage: java Load.java JOURNAL TOKEN ENROLLMENTS LESSONS PER_SECOND API...
 */
public final class Load {

    private static final Pattern REQUEST_ID = Pattern.compile("\"requestId\":\"([0-9a-f-]{36})\"");
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int CLIENTS = 16;
    private static final int TRIES = 60;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();
    private final PrintWriter journal;
    private final String token;
    private final List<String> apis;

    private Load(PrintWriter journal, String token, List<String> apis) {
        this.journal = journal;
        this.token = token;
        this.apis = apis;
    }

    public static void main(String[] words) throws Exception {
        int enrollments = Integer.parseInt(words[2]);
        int lessons = Integer.parseInt(words[3]);
        long pause = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(words[4]);
        try (PrintWriter journal = new PrintWriter(Files.newBufferedWriter(Path.of(words[0])))) {
            Load load = new Load(journal, words[1], List.of(words).subList(5, words.length));
            var clients = Executors.newFixedThreadPool(CLIENTS);
            long next = System.nanoTime();
            for (int time = 0; time < 2 * lessons; time++) {
                for (int enrollment = 1; enrollment <= enrollments; enrollment++) {
                    String of = "e-" + enrollment;
                    String lesson = "l-" + (time / 2 + 1);
                    clients.execute(() -> load.complete(of, lesson));
                    next += pause;
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
                }
            }
            clients.shutdown();
            boolean over = clients.awaitTermination(2, TimeUnit.MINUTES);
            int wanted = 2 * lessons * enrollments;
            System.out.printf("%d of %d requests acknowledged, %d tries more%n", load.given.get(), wanted, load.again.get());
            System.exit(over && load.given.get() == wanted ? 0 : 1);
        }
    }

    private void complete(String enrollment, String lesson) {
        String key = UUID.randomUUID().toString();
        for (int at = 0; at < TRIES; at++) {
            HttpResponse<String> answer = send(apis.get((at + enrollment.hashCode() & 7) % apis.size()), enrollment, lesson, key);
            if (answer != null && answer.statusCode() == 202) {
                write(enrollment, lesson, answer.body());
                given.incrementAndGet();
                return;
            }
            again.incrementAndGet();
            pause();
        }
    }

    private HttpResponse<String> send(String api, String enrollment, String lesson, String key) {
        var request = HttpRequest.newBuilder(URI.create(api + "/v1/enrollments/" + enrollment + "/completions"))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"lessonId\": \"" + lesson + "\"}"))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException none) {
            return null;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private synchronized void write(String enrollment, String lesson, String body) {
        Matcher id = REQUEST_ID.matcher(body);
        if (!id.find()) {
            throw new IllegalStateException("no request id in " + body);
        }
        journal.printf(
                "{\"at\":\"%s\",\"requestId\":\"%s\",\"enrollmentId\":\"%s\",\"lessonId\":\"%s\",\"status\":202}%n",
                Instant.now(), id.group(1), enrollment, lesson);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
