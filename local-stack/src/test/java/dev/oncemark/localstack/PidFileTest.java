package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path directory;

    private PidFile file;

    @BeforeEach
    void name() {
        file = new PidFile(directory.resolve("run/part.pid"));
    }

    @Test
    void shouldFindItsProcessByIdAndMark() {
        file.write(ProcessHandle.current().pid());

        assertThat(file.process("java")).contains(ProcessHandle.current());
    }

    @Test
    void shouldNotTakeAProcessWithoutTheMarkForItsOwn() {
        file.write(ProcessHandle.current().pid());

        assertThat(file.process("/no/such/directory")).isEmpty();
    }

    @Test
    void shouldFindNothingOnceTheProcessHasEnded() throws Exception {
        Process ended = new ProcessBuilder("sh", "-c", "exit 0").start();
        ended.waitFor();
        file.write(ended.pid());

        assertThat(file.process("sh")).isEmpty();
    }

    @Test
    void shouldFindNothingInAFileThatIsNoProcessId() throws Exception {
        file.write(1);
        Files.writeString(file.file(), "not a number");

        assertThat(file.process("")).isEmpty();
    }

    @Test
    void shouldKeepAFileThatNamesAnotherProcess() {
        file.write(1);

        file.deleteIfIts(2);
        assertThat(file.file()).exists();

        file.deleteIfIts(1);
        assertThat(file.file()).doesNotExist();
    }
}
