package dev.oncemark.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class StatusServer implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "status");
        thread.setDaemon(true);
        return thread;
    });

    /** @throws IOException if the address is in use */
    StatusServer(StreamsSettings.Http address, Readiness readiness, PrometheusMeterRegistry metrics)
            throws IOException {
        server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 64);
        server.setExecutor(executor);
        health("/health/live", () -> readiness.isDead() ? "the stream threads died" : null);
        health("/health/ready", readiness::problem);
        get("/metrics", exchange -> answer(exchange, 200, TEXT, metrics.scrape()));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void health(String path, Supplier<@Nullable String> problem) {
        get(path, exchange -> {
            String why = problem.get();
            String body = why == null ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\",\"why\":\"" + why + "\"}";
            answer(exchange, why == null ? 200 : 503, "application/json", body);
        });
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void get(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    answer(exchange, 404, TEXT, "not found\n");
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    exchange.getResponseHeaders().set("Allow", "GET");
                    answer(exchange, 405, TEXT, "only GET\n");
                } else {
                    handler.handle(exchange);
                }
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
    }
}
