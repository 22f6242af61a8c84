package dev.oncemark.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.cli.FailedException;
import dev.oncemark.localstack.PidFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    @TempDir
    private Path data;

    private Process leftover;

    /** A part as a launcher that was killed leaves it: running, and named by its file. */
    @BeforeEach
    void leaveAPart() throws IOException {
        leftover = new ProcessBuilder("sh", "-c", "sleep 60; : " + data.resolve("kafka")).start();
        new PidFile(data.resolve("run/kafka.pid")).write(leftover.pid());
    }

    @AfterEach
    void endIt() {
        leftover.descendants().forEach(ProcessHandle::destroyForcibly);
        leftover.destroyForcibly();
    }

    @Test
    void shouldRefuseToStartBesideWhatAKilledLauncherLeft() {
        assertThatThrownBy(() -> new RunDirectory(data).holding(() -> 0))
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("kafka")
                .hasMessageContaining("./oncemark down");
    }

    @Test
    void shouldNotTakeSomebodyElsesProcessForAPart() {
        new PidFile(data.resolve("run/sink.pid")).write(ProcessHandle.current().pid());

        assertThat(new RunDirectory(data).parts()).containsOnlyKeys("kafka");
    }

    @Test
    void shouldStopWhatAKilledLauncherLeft() {
        assertThat(new Down(data).call()).isZero();

        assertThat(leftover.isAlive()).isFalse();
        assertThat(new RunDirectory(data).holding(() -> 7)).isEqualTo(7);
    }

    @Test
    void shouldNameItsOwnProcessWhileItHolds() {
        leftover.destroyForcibly().onExit().join();

        new RunDirectory(data).holding(() -> {
            assertThat(data.resolve("run/launcher.pid"))
                    .hasContent(ProcessHandle.current().pid() + "\n");
            return 0;
        });

        assertThat(data.resolve("run/launcher.pid")).doesNotExist();
    }
}
