package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, by {@code .ci/npm/check-page.mjs}. */
class PageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path TOOLS = Path.of("..", ".ci", "npm");

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatIsGoingOnAndNeverRenderAnIdAsHtml() {
        assumeBrowser();
        try (RunningApi api = RunningApi.start(Map.of()).ready()) {
            assertThat(check(api, "page.png")).contains("the page does what it should");
        }
    }

    @Test
    void shouldAskForATokenAndShowWhatItIsGoodFor() throws Exception {
        assumeBrowser();
        TestTokens tokens = new TestTokens();
        Map<String, String> environment = Map.of(
                "ONCEMARK_AUTH",
                "jwt",
                "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                tokens.publicKeys(directory).toString());
        try (RunningApi api = RunningApi.start(environment).ready()) {
            assertThat(check(api, "page-with-token.png", tokens.service(), tokens.learner("ann"), "page-of-ann"))
                    .contains("the page does what it should");
        }
    }

    private static void assumeBrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM + " here");
        assumeTrue(
                Files.isDirectory(TOOLS.resolve("node_modules/playwright-core")),
                "skipped: 'npm ci' was not run in .ci/npm, so there is no Playwright");
    }

    private static String check(RunningApi api, String screenshot, String... tokens) {
        List<String> command = new ArrayList<>(List.of(
                "node",
                "check-page.mjs",
                "http://127.0.0.1:" + api.port(),
                CHROMIUM.toString(),
                Path.of("target", screenshot).toAbsolutePath().toString()));
        command.addAll(List.of(tokens));
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
