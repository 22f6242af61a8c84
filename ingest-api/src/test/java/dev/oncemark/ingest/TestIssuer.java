package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on 127.0.0.1 that says where its keys are, and can hang, answer nonsense, be away and come back. */
public final class TestIssuer implements AutoCloseable {

    private enum Mood {
        WELL,
        HANGING,
        BROKEN
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final int port;
    private HttpServer server;
    private volatile Mood mood = Mood.WELL;
    private volatile JWKSet keys;

    public TestIssuer(JWKSet keys) throws IOException {
        this.keys = keys;
        this.server = serve(0);
        this.port = server.getAddress().getPort();
    }

    private HttpServer serve(int at) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        made.setExecutor(threads);
        made.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            answer(exchange, keys.toString());
        });
        made.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\": \"" + url() + "\", \"jwks_uri\": \"" + url() + "/keys\"}"));
        made.start();
        return made;
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            if (mood == Mood.HANGING) {
                closing.await();
            }
            byte[] bytes = (mood == Mood.BROKEN ? "<html>" : body).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its {@code iss}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public String keysUrl() {
        return url() + "/keys";
    }

    /** How often its keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    public void rotateTo(JWKSet others) {
        keys = others;
    }

    /** Takes requests, and never answers. */
    public void hang() {
        mood = Mood.HANGING;
    }

    public void answerNonsense() {
        mood = Mood.BROKEN;
    }

    public void recover() {
        mood = Mood.WELL;
    }

    public void goAway() {
        server.stop(0);
    }

    public void comeBack() throws IOException {
        server = serve(port);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
