package dev.oncemark.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics} to GET and HEAD. */
public final class StatusServer implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "status");
        thread.setDaemon(true);
        return thread;
    });

    private StatusServer(HttpServer server) {
        this.server = server;
        server.setExecutor(executor);
    }

    /**
     * Serves from when this returns.
     *
     * @param live whether anything but a restart could help
     * @param ready whether the app does its work
     * @param metrics in the text format of Prometheus
     * @throws IOException if the address is in use
     */
    public static StatusServer start(
            HttpAddress address, Supplier<Health> live, Supplier<Health> ready, Supplier<String> metrics)
            throws IOException {
        InetSocketAddress listening = new InetSocketAddress(address.host(), address.port());
        StatusServer status = new StatusServer(HttpServer.create(listening, 64));
        status.health("/health/live", live);
        status.health("/health/ready", ready);
        status.get("/metrics", exchange -> answer(exchange, 200, TEXT, metrics.get()));
        status.server.start();
        return status;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void health(String path, Supplier<Health> health) {
        get(path, exchange -> {
            Health found = health.get();
            answer(exchange, found.isUp() ? 200 : 503, "application/json", found.json());
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
                    return;
                }
                switch (exchange.getRequestMethod()) {
                    case "GET", "HEAD" -> handler.handle(exchange);
                    case "OPTIONS" -> {
                        exchange.getResponseHeaders().set("Allow", METHODS);
                        exchange.sendResponseHeaders(204, NO_BODY);
                    }
                    default -> {
                        exchange.getResponseHeaders().set("Allow", METHODS);
                        answer(exchange, 405, TEXT, "only " + METHODS + "\n");
                    }
                }
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
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
