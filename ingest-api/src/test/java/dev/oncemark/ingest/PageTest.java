package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oncemark.localstack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, by {@code .ci/npm/check-page.mjs} and {@code check-docs.mjs}. */
class PageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path TOOLS = Path.of("..", ".ci", "npm");

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatIsGoingOnAndNeverRenderAnIdAsHtml() {
        assumeBrowser();
        try (RunningApi api = RunningApi.start(Map.of()).ready()) {
            assertThat(check(api, "check-page.mjs", "page.png")).contains("the page does what it should");
        }
    }

    @Test
    void shouldAskForATokenAndShowWhatItIsGoodFor() throws Exception {
        assumeBrowser();
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
        assumeBrowser();
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
        assumeBrowser();
        TestTokens tokens = new TestTokens();
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(asking(tokens));
        environment.put("ONCEMARK_HTTP_CORS_ORIGINS", "http://localhost:" + port);
        try (RunningApi api = RunningApi.start(environment).ready()) {
            assertThat(run("check-other-origin.mjs", api, String.valueOf(port), tokens.service()))
                    .contains("a page of another origin can do what it should");
        }
    }

    private static void assumeBrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM + " here");
        assumeTrue(
                Files.isDirectory(TOOLS.resolve("node_modules/playwright-core")),
                "skipped: 'npm ci' was not run in .ci/npm, so there is no Playwright");
    }

    private static String check(RunningApi api, String script, String screenshot, String... tokens) {
        List<String> more = new ArrayList<>(
                List.of(Path.of("target", screenshot).toAbsolutePath().toString()));
        more.addAll(List.of(tokens));
        return run(script, api, more.toArray(String[]::new));
    }

    private static String run(String script, RunningApi api, String... more) {
        List<String> command =
                new ArrayList<>(List.of("node", script, "http://127.0.0.1:" + api.port(), CHROMIUM.toString()));
        command.addAll(List.of(more));
        return PretendStreamsApp.during(RealParts.broker().bootstrapServers(), () -> run(command));
    }

    private static String run(List<String> words) {
        ProcessBuilder command =
                new ProcessBuilder(words).directory(TOOLS.toFile()).redirectErrorStream(true);
        try {
            Process browser = command.start();
            String said = new String(browser.getInputStream().readAllBytes(), UTF_8);
            assertThat(browser.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return said;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
