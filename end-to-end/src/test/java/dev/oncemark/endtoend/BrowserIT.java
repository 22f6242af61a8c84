package dev.oncemark.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The client of {@code clients/typescript} in a real browser, on pages of another origin, by
 * {@code .ci/npm/check-client.mjs}: the network goes away, five lessons are completed, and it comes back.
 */
@ExtendWith(StackExtension.class)
class BrowserIT {

    private static final String CHROMIUM = "/usr/bin/chromium";
    private static final int LESSONS = 8;

    @Test
    void shouldLoseNothingWhileTheNetworkIsAway(Stack stack) throws Exception {
        Path project = ProjectHome.directory();
        Path tools = project.resolve(".ci/npm");
        assumeTrue(Files.isExecutable(Path.of(CHROMIUM)), "skipped: there is no " + CHROMIUM + " here");
        assumeTrue(
                Files.isDirectory(tools.resolve("node_modules/playwright-core")),
                "skipped: 'npm ci' was not run in .ci/npm, so there is no Playwright");
        assumeTrue(
                Files.exists(project.resolve("clients/typescript/dist/index.js")),
                "skipped: .ci/check-clients was not run, so there is no client");
        Course course = new Lms(stack).publish(LESSONS, 1);

        String said = run(tools, command(stack, course));

        assertThat(said).contains("the client does what it should");
        assertThat(new History(stack, course).rows()).hasSize(LESSONS);
    }

    private static List<String> command(Stack stack, Course course) {
        List<String> words = new ArrayList<>(List.of("node", "check-client.mjs", stack.api(), CHROMIUM));
        words.add(stack.tokens().learner("learner"));
        words.add(course.enrollment());
        words.addAll(course.lessons());
        return words;
    }

    private static String run(Path directory, List<String> words) throws IOException {
        Process script = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        return new String(script.getInputStream().readAllBytes(), UTF_8);
    }
}
