package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A script of {@code .ci/npm} that drives a real browser. */
final class BrowserScript {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path TOOLS = Path.of("..", ".ci", "npm");

    private BrowserScript() {}

    static void assumeBrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM + " here");
        assumeTrue(
                Files.isDirectory(TOOLS.resolve("node_modules/playwright-core")),
                "skipped: 'npm ci' was not run in .ci/npm, so there is no Playwright");
    }

    /** What it printed, while requests are decided. */
    static String run(String script, RunningApi api, String... words) {
        List<String> command =
                new ArrayList<>(List.of("node", script, "http://127.0.0.1:" + api.port(), CHROMIUM.toString()));
        command.addAll(List.of(words));
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
