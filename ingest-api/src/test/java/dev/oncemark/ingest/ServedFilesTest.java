package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served as it is: the contracts, and a page that needs nothing from anywhere else. */
class ServedFilesTest {

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.start(Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.yaml", "asyncapi.yaml"})
    void shouldServeTheContracts(String file) throws IOException {
        Answered served = api.get("/" + file);

        assertThat(served.status()).isEqualTo(200);
        assertThat(served.bodyText()).isEqualTo(Files.readString(Path.of("..", "docs", file)));
    }

    @Test
    void shouldServeAPageThatLoadsNothingFromElsewhere() {
        Answered page = api.get("/");

        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self'");
        assertThat(page.bodyText()
                        + api.get("/page.js").bodyText()
                        + api.get("/page.css").bodyText())
                .doesNotContain("http:", "https:", "innerHTML", "localStorage", "document.cookie");
    }

    @Test
    void shouldRedirectToTheReferenceWithoutALastSlash() {
        Answered redirected = api.get("/docs/");

        assertThat(redirected.status()).isEqualTo(308);
        assertThat(redirected.header("Location")).isEqualTo("../docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger-ui-bundle.js", "swagger-ui.css"})
    void shouldServeALargeFileInGzipAndOnceToABrowser(String file) throws IOException {
        Answered first = api.get("/docs/" + file);
        Answered again = api.get("/docs/" + file, "If-None-Match", "W/" + first.header("ETag"));

        assertThat(first.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(first.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(first.bodyText().length()).isBetween(10_000, 1 << 20);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bodyText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.js", "..%2fpage.js", "swagger-ui.js"})
    void shouldServeNothingElseOfThatJar(String file) {
        assertThat(api.get("/docs/" + file).status()).isEqualTo(404);
    }
}
