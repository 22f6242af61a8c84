package dev.oncemark.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.Oncemark;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.ListenerPorts;
import dev.oncemark.localstack.Ports;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LauncherTest {

    @TempDir
    private Path data;

    /** The help names ports by hand; they are {@link Listener}'s. */
    @ParameterizedTest
    @EnumSource(Listener.class)
    void shouldSayInItsHelpWhichVariableChangesAPort(Listener listener) {
        String variable = "ONCEMARK_STACK_" + listener.name() + "_PORT";
        int port = ListenerPorts.of(Map.of()).port(listener);

        assertThat(run("help")).containsPattern(listener.part() + " +" + port + " +" + variable);
    }

    @Test
    void shouldRefuseACommandThatItDoesNotKnow() {
        assertThat(run("upp")).contains("unknown command \"upp\"").contains("exit 2");
    }

    @Test
    void shouldRefuseAPortInUseBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListenerPorts ports =
                    ListenerPorts.of(Map.of("ONCEMARK_STACK_CONNECT_PORT", String.valueOf(taken.getLocalPort())));

            assertThatThrownBy(() -> new Up(data).run(ports))
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("connect")
                    .hasMessageContaining("ONCEMARK_STACK_CONNECT_PORT");
        }
        assertThat(data.resolve("kafka")).doesNotExist();
    }

    @Test
    void shouldSayWhatToDoWhereThereIsNoBrokerToTap() {
        assertThatThrownBy(() -> new Tap().run(Ports.free())).hasMessageContaining("./oncemark up");
    }

    @Test
    void shouldRefuseAnOptionThatItDoesNotKnow() {
        assertThat(run("up", "--frehs")).contains("--frehs").contains("--fresh").contains("exit 2");
    }

    private static String run(String... words) {
        StringWriter output = new StringWriter();
        int exitCode = Oncemark.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(output))
                .execute(words);
        return output + "exit " + exitCode;
    }
}
