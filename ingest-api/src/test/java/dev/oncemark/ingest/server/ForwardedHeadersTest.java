package dev.oncemark.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.IngestMain;
import dev.oncemark.ingest.settings.EdgeSettings;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed of the headers that proxies set; the peer is 127.0.0.1. */
class ForwardedHeadersTest {

    static {
        // Vert.x looks at it once, for all servers in this JVM, those of the API in other tests too.
        System.setProperty("vertx.disableWebsockets", "true");
    }

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static EdgeSettings edge = edge("");
    private static int port;

    @BeforeAll
    static void start() {
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(request -> {
                    var unused = request.response()
                            .end(ForwardedHeaders.client(request, edge) + ' ' + ForwardedHeaders.prefix(request, edge));
                })
                .listen(0, "127.0.0.1")
                .await();
        port = server.actualPort();
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    private static EdgeSettings edge(String trusted) {
        return IngestSettings.of(Settings.load(
                        IngestMain.class,
                        Map.of(
                                "ONCEMARK_AUTH", "none",
                                "ONCEMARK_HTTP_PATH_PREFIX", "/set",
                                "ONCEMARK_HTTP_TRUSTED_PROXIES", trusted)))
                .http()
                .edge();
    }

    private static String seen(String trusted, String... headers) throws IOException, InterruptedException {
        edge = edge(trusted);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
    }

    @Test
    void shouldBelieveNobodyUnlessItIsToldTo() throws Exception {
        String[] headers = {
            "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9", "X-Forwarded-Prefix", "/oncemark"
        };

        assertThat(seen("", headers)).isEqualTo("127.0.0.1 /set");
        assertThat(seen("10.0.0.0/8", headers)).isEqualTo("127.0.0.1 /set");
        assertThat(seen("127.0.0.0/8", headers)).isEqualTo("203.0.113.9 /oncemark");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What a client wrote before the first trusted proxy is not believed.
                "X-Forwarded-For | 198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "X-Forwarded-For | 203.0.113.9, 10.1.1.1, 10.2.2.2 | 203.0.113.9",
                "X-Forwarded-For | 10.3.3.3, 10.1.1.1 | 10.3.3.3",
                "X-Forwarded-For | 203.0.113.9:5678 | 203.0.113.9",
                "X-Forwarded-For | 2001:db8::7 | 2001:db8::7",
                "X-Forwarded-For | [2001:db8::7]:5678 | 2001:db8::7",
                "X-Forwarded-For | 203.0.113.9, unknown, 10.1.1.1 | 10.1.1.1",
                "X-Forwarded-For | <script> | 127.0.0.1",
                "Forwarded | for=203.0.113.9;proto=https, for=10.1.1.1 | 203.0.113.9",
                "Forwarded | proto=https;For=\"[2001:db8::7]:47011\" | 2001:db8::7",
                "Forwarded | for=_hidden | 127.0.0.1"
            })
    void shouldGoBackToTheLastAddressThatIsNoTrustedProxy(String header, String value, String client) throws Exception {
        assertThat(seen("127.0.0.1, 10.0.0.0/8", header, value)).isEqualTo(client + " /set");
    }

    @Test
    void shouldTakeTheOlderHeaderWhereBothAreThere() throws Exception {
        assertThat(seen("127.0.0.1", "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=198.51.100.1"))
                .isEqualTo("203.0.113.9 /set");
    }

    @ParameterizedTest
    @CsvSource({
        "/oncemark, /oncemark",
        "/oncemark/, /oncemark",
        "/, ''",
        "'/outer, /inner', /outer/inner",
        "//evil.example, /set",
        "https://evil.example/, /set",
        "/a/../b, /set",
        "'/good, //evil.example', /set"
    })
    void shouldPutOnlyAPathBeforeLinks(String given, String prefix) throws Exception {
        assertThat(seen("127.0.0.1", "X-Forwarded-Prefix", given)).isEqualTo("127.0.0.1 " + prefix);
    }
}
