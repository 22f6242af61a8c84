package dev.oncemark.localstack.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.oncemark.localstack.process.Sleep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers 202, or what it is told to, and remembers what it was sent. */
final class TinyServer implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> first = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger maxAtOnce = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable String retryAfter;

    TinyServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        maxAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        received.add("%s %s, %s, %s, %s, %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                        exchange.getRequestHeaders().getFirst("Prefer"),
                        body));
        Sleep.of(delay);
        Integer status = first.poll();
        if (status != null && retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        byte[] answer = "{\"requestId\":\"x\"}".getBytes(UTF_8);
        atOnce.decrementAndGet();
        exchange.sendResponseHeaders(status == null ? 202 : status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    void answersAfter(Duration time) {
        delay = time;
    }

    /** Before all others. */
    void answersFirst(Integer... statuses) {
        first.addAll(List.of(statuses));
    }

    void retryAfter(String seconds) {
        retryAfter = seconds;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> received() {
        return received;
    }

    void awaitReceived(int count) {
        while (received.size() < count) {
            Sleep.of(Duration.ofMillis(5));
        }
    }

    /** How many requests had no answer at the same time, at most. */
    int maxAtOnce() {
        return maxAtOnce.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
