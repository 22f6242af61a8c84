package dev.oncemark.ingest.generated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oncemark.ingest.Eventually;
import dev.oncemark.ingest.PretendStreamsApp;
import dev.oncemark.ingest.RealParts;
import dev.oncemark.ingest.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The TypeScript client that openapi-generator makes, compiled strictly, against the app: see {@code calls.ts}. */
class GeneratedTypeScriptClientTest {

    private static final Path CLIENTS = Path.of("..", "clients", "generated").toAbsolutePath();
    private static final Path COMPILER = Path.of("..", ".ci", "npm", "node_modules", "typescript", "bin", "tsc");

    @Test
    void shouldCompileAndGetItsAnswers() throws Exception {
        assumeTrue(Files.exists(COMPILER), "there is no TypeScript here: .ci/lint-contracts installs it, with npm");
        run(
                "node",
                COMPILER.toString(),
                "--project",
                CLIENTS.resolve("src/test/typescript").toString());

        PretendStreamsApp streamsApp =
                PretendStreamsApp.start(RealParts.broker().bootstrapServers());
        try (streamsApp;
                RunningApi api = RunningApi.start(Map.of()).ready()) {
            FarAlong far = farAlong(api);
            run(
                    "node",
                    CLIENTS.resolve("target/compiled-typescript/src/test/typescript/calls.js")
                            .toString(),
                    "http://127.0.0.1:" + api.port(),
                    far.request.toString(),
                    far.enrollment,
                    Long.toString(FarAlong.OFFSET));
        }
    }

    private static FarAlong farAlong(RunningApi api) throws SQLException {
        FarAlong far = new FarAlong();
        Eventually.isTrue(
                "it is read",
                () -> api.get("/v1/completion-requests/" + far.request).status() == 200);
        return far;
    }

    /** Fails with what the command wrote. */
    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String written = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(written).isZero();
    }
}
