package dev.oncemark.localstack.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.localstack.Address;
import dev.oncemark.localstack.Addresses;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.localstack.launcher.StackMain.FailedException;
import dev.oncemark.localstack.launcher.StackMain.WrongCallException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LauncherTest {

    @TempDir
    private Path data;

    /** The script's help names ports by hand; they are {@link Address}'s. */
    @ParameterizedTest
    @EnumSource(Address.class)
    void shouldSayInItsHelpWhichVariableChangesAPort(Address address) throws Exception {
        String variable = "ONCEMARK_" + address.name() + "_PORT";
        int port = Addresses.of(Map.of()).port(address);

        assertThat(script("help")).containsPattern(address.part() + " +" + port + " +" + variable);
    }

    @Test
    void shouldSayHowToGetAToken() throws Exception {
        assertThat(script("help")).contains("token", "--learner ID", "--service");
        assertThat(script("token", "--help"))
                .contains("usage: ./oncemark token", "--learner ID", "--service")
                .contains("exit 0");
    }

    @Test
    void shouldRefuseACommandThatItDoesNotKnow() throws Exception {
        assertThat(script("upp")).contains("unknown command \"upp\"").contains("exit 2");
    }

    @Test
    void shouldRefuseAPortInUseBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Addresses addresses = Addresses.of(Map.of("ONCEMARK_CONNECT_PORT", String.valueOf(taken.getLocalPort())));

            assertThatThrownBy(() -> new Up(data, addresses, Options.of(List.of())).run())
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("connect")
                    .hasMessageContaining("ONCEMARK_CONNECT_PORT");
        }
        assertThat(data.resolve("kafka")).doesNotExist();
    }

    @Test
    void shouldSayWhatToDoWhereThereIsNoBrokerToTap() {
        Addresses addresses = Addresses.of(Map.of("ONCEMARK_KAFKA_PORT", String.valueOf(Ports.free())));

        assertThatThrownBy(
                        () -> Tap.of(List.of("completion-results"), addresses).run())
                .hasMessageContaining("./oncemark up");
    }

    @Test
    void shouldRefuseAnOptionThatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.of(List.of("--frehs"), "--fresh"))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining("--frehs")
                .hasMessageContaining("--fresh");
    }

    private static String script(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("bash", ProjectHome.directory().resolve("oncemark").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return output + "exit " + process.waitFor();
    }
}
