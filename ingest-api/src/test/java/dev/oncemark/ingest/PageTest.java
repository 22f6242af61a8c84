package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The page in a real browser, by {@code .ci/npm/check-page.mjs}. */
class PageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path TOOLS = Path.of("..", ".ci", "npm");

    @Test
    void shouldShowWhatIsGoingOnAndNeverRenderAnIdAsHtml() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM + " here");
        assumeTrue(
                Files.isDirectory(TOOLS.resolve("node_modules/playwright-core")),
                "skipped: 'npm ci' was not run in .ci/npm, so there is no Playwright");
        try (RunningApi api = RunningApi.start(Map.of()).ready()) {
            String said = PretendStreamsApp.during(RealParts.broker().bootstrapServers(), () -> check(api.port()));

            assertThat(said).contains("the page does what it should");
        }
    }

    private static String check(int port) {
        Path screenshot = Path.of("target", "page.png").toAbsolutePath();
        ProcessBuilder command = new ProcessBuilder(
                        "node",
                        "check-page.mjs",
                        "http://127.0.0.1:" + port,
                        CHROMIUM.toString(),
                        screenshot.toString())
                .directory(TOOLS.toFile())
                .redirectErrorStream(true);
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
