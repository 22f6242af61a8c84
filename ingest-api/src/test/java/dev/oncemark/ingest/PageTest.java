package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, by {@code .ci/npm/check-page.mjs} and {@code check-docs.mjs}. */
class PageTest {

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatIsGoingOnAndNeverRenderAnIdAsHtml() {
        BrowserScript.assumeBrowser();
        try (RunningApi api = RunningApi.start(Map.of()).ready()) {
            assertThat(check(api, "check-page.mjs", "page.png")).contains("the page does what it should");
        }
    }

    @Test
    void shouldAskForATokenAndShowWhatItIsGoodFor() throws Exception {
        BrowserScript.assumeBrowser();
        TestTokens tokens = new TestTokens();
        try (RunningApi api = RunningApi.start(asking(tokens)).ready()) {
            assertThat(check(
                            api,
                            "check-page.mjs",
                            "page-with-token.png",
                            tokens.service(),
                            tokens.learner("ann"),
                            "page-of-ann"))
                    .contains("the page does what it should");
        }
    }

    @Test
    void shouldTryTheApiFromItsReferenceBehindAPathPrefix() throws Exception {
        BrowserScript.assumeBrowser();
        TestTokens tokens = new TestTokens();
        try (RunningApi api = RunningApi.start(asking(tokens)).ready()) {
            assertThat(check(api, "check-docs.mjs", "docs.png", tokens.service()))
                    .contains("the reference does what it should");
        }
    }

    private Map<String, String> asking(TestTokens tokens) throws IOException {
        Path keys = tokens.publicKeys(directory);
        return Map.of("ONCEMARK_AUTH", "jwt", "ONCEMARK_AUTH_PUBLIC_KEY_FILE", keys.toString());
    }

    @Test
    void shouldLetAPageOfAnotherOriginCallTheApiAlsoWhileItCloses() throws Exception {
        BrowserScript.assumeBrowser();
        TestTokens tokens = new TestTokens();
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(asking(tokens));
        environment.put("ONCEMARK_HTTP_CORS_ORIGINS", "http://localhost:" + port);
        try (RunningApi api = RunningApi.start(environment).ready()) {
            assertThat(BrowserScript.run("check-other-origin.mjs", api, String.valueOf(port), tokens.service()))
                    .contains("a page of another origin can do what it should");
        }
    }

    private static String check(RunningApi api, String script, String screenshot, String... tokens) {
        List<String> more = new ArrayList<>(
                List.of(Path.of("target", screenshot).toAbsolutePath().toString()));
        more.addAll(List.of(tokens));
        return BrowserScript.run(script, api, more.toArray(String[]::new));
    }
}
