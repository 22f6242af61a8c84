package dev.oncemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own, as it ends them. */
class AppMainTest {

    @TempDir
    Path directory;

    /** Does what its environment says; writes a file when it runs and when it is closed. */
    static final class App {
        public static void main(String[] arguments) {
            AppMain.run(App.class, (settings, died) -> {
                String deed = settings.text("oncemark.test.default");
                switch (deed) {
                    case "refuse" -> throw new CannotStartException("not today");
                    case "break" -> throw new IllegalStateException("broken");
                    case "die" -> died.run();
                    case "start for long" -> addHooks(Path.of(arguments[0], "starting"));
                    case "wrong" -> throw new InvalidSettingException("oncemark.test.default", "is wrong");
                    default -> System.out.println("running");
                }
                Files.createFile(Path.of(arguments[0], "running"));
                return () -> Files.createFile(Path.of(arguments[0], "closed"));
            });
        }
    }

    /** Until the JVM refuses one, since it is stopping, as libraries do that add a hook when they start. */
    private static void addHooks(Path starting) throws IOException {
        Files.createFile(starting);
        while (true) {
            Thread hook = new Thread();
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    @Test
    void shouldExitWith0AfterSigtermOnceTheAppIsClosed() throws Exception {
        Process app = start("run");
        await(app, "running");
        app.destroy();
        assertThat(exit(app)).isZero();
        assertThat(directory.resolve("closed")).exists();
    }

    @Test
    void shouldStopQuietlyWhileTheAppIsStarting() throws Exception {
        Process app = start("start for long");
        await(app, "starting");
        app.destroy();
        assertThat(exit(app)).isZero();
        assertThat(log()).doesNotContain("ERROR", "Exception");
    }

    @Test
    void shouldExitWith1WhereTheAppCannotStart() throws Exception {
        assertThat(exit(start("refuse"))).isEqualTo(1);
        assertThat(log()).contains("cannot start", "reason=\"not today\"").doesNotContain("Exception");
    }

    @Test
    void shouldExitWith1AndATraceWhereStartingFails() throws Exception {
        assertThat(exit(start("break"))).isEqualTo(1);
        assertThat(log()).contains("IllegalStateException: broken");
    }

    @Test
    void shouldExitWith1WhenTheAppDies() throws Exception {
        assertThat(exit(start("die"))).isEqualTo(1);
    }

    @Test
    void shouldExitWith2AndNameASettingThatIsWrong() throws Exception {
        assertThat(exit(start("wrong"))).isEqualTo(2);
        assertThat(log()).contains("oncemark.test.default (ONCEMARK_TEST_DEFAULT) is wrong");
    }

    @Test
    void shouldTellWhatIsUnknown() throws Exception {
        assertThat(exit(start("refuse", "ONCEMARK_HTTP_PROT"))).isEqualTo(1);
        assertThat(log()).contains("ONCEMARK_HTTP_PROT is not known", "ONCEMARK_HTTP_PORT");
    }

    private Process start(String deed, String... unknown) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        App.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "log"));
        Map<String, String> environment = builder.environment();
        environment.put("ONCEMARK_TEST_DEFAULT", deed);
        for (String variable : unknown) {
            environment.put(variable, "x");
        }
        return builder.start();
    }

    private void await(Process app, String file) throws InterruptedException {
        while (!Files.exists(directory.resolve(file))) {
            assertThat(app.isAlive()).isTrue();
            Thread.sleep(20);
        }
    }

    private static int exit(Process app) throws InterruptedException {
        try {
            assertThat(app.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return app.exitValue();
        } finally {
            app.destroyForcibly();
        }
    }

    private String log() throws Exception {
        return Files.readString(directory.resolve("log"));
    }
}
