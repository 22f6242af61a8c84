package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An overloaded API as a page of another origin sees it, by {@code .ci/npm/check-overload.mjs}. */
class OverloadedPageTest {

    private static final String CONNECTIONS = "3";
    private static final Path CLIENT = Path.of("..", "clients", "typescript", "dist", "index.js");

    @Test
    void shouldAnswer503SoThatAPageOfAnotherOriginCanReadIt() {
        BrowserScript.assumeBrowser();
        assumeTrue(Files.exists(CLIENT), "skipped: .ci/check-clients was not run, so there is no client");
        Map<String, String> environment = Map.of(
                "ONCEMARK_HTTP_CORS_ORIGINS", "http://learn.localhost", "ONCEMARK_LIMITS_CONNECTIONS", CONNECTIONS);
        try (RunningApi api = RunningApi.start(environment).ready()) {
            assertThat(BrowserScript.run("check-overload.mjs", api, CONNECTIONS))
                    .contains("the client does what it should");
        }
    }
}
