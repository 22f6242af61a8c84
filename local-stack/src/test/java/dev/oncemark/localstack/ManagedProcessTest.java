package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    @TempDir
    private Path home;

    private ManagedProcess part;

    @BeforeEach
    void makeOne() {
        part = shell("echo ready; exec sleep 60");
    }

    @AfterEach
    void stop() {
        part.close();
    }

    @Test
    void shouldKeepItsProcessIdAsLongAsItRuns() {
        part.start();
        assertThat(home.resolve("run/part.pid")).hasContent(part.pid().orElseThrow() + "\n");

        part.stop();
        assertThat(home.resolve("run/part.pid")).doesNotExist();
        assertThat(part.pid()).isEmpty();
    }

    @Test
    void shouldSayWhatItLoggedWhereItEndsInsteadOfStarting() {
        part = shell("echo no such file; exit 3");

        assertThatThrownBy(part::start)
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageStartingWith("part ended while it was starting")
                .hasMessageContaining("logs/part.log")
                .hasMessageContaining("no such file");
    }

    @Test
    void shouldSayWhatItWasWaitedForWhereItIsNotReadyInTime() {
        part = shell("sleep 60");
        part.launch();

        assertThatThrownBy(() -> part.awaitReady(Duration.ofMillis(200)))
                .hasMessageContaining("part was waited for to answer");
    }

    @Test
    void shouldKillWhatDoesNotEndWhenItIsAsked() throws Exception {
        part = shell("trap '' TERM; echo ready; sleep 60 & wait");
        part.start();

        part.kill();

        assertThat(part.ended().get(1, TimeUnit.SECONDS)).isSameAs(part);
    }

    @Test
    void shouldTellThatItEndedByItself() throws Exception {
        part = shell("echo ready; sleep 0.3");
        part.start();

        assertThat(part.ended().get(5, TimeUnit.SECONDS)).isSameAs(part);
        assertThat(part.isAlive()).isFalse();
    }

    @Test
    void shouldNameAPartWhosePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Postgres postgres = new Postgres(home.resolve("postgres"), taken.getLocalPort())) {
            assertThatThrownBy(postgres::start)
                    .hasMessageStartingWith("postgres ended while it was starting")
                    .hasMessageContaining("Address already in use");
        }
    }

    /** A part that is ready once it has said so. */
    private ManagedProcess shell(String script) {
        return new ManagedProcess("part", ProcessFiles.inStack(home, "part")) {
            @Override
            ServerProcess.Command command() {
                return ServerProcess.Command.of(List.of("bash", "-c", script));
            }

            @Override
            boolean isReady() {
                return lastLines(1).contains("ready");
            }
        };
    }
}
