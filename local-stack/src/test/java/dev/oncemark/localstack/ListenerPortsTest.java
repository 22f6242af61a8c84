package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.runtime.InvalidSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerPortsTest {

    @ParameterizedTest
    @CsvSource({"API,8080", "STREAMS,8081", "SINK,8082", "CONNECT,8083", "KAFKA,9092", "POSTGRES,5433"})
    void shouldBeTheStandardOnesWhereNothingElseIsSaid(Listener listener, int port) {
        assertThat(ListenerPorts.of(Map.of()).port(listener)).isEqualTo(port);
    }

    @Test
    void shouldTakeAPortFromItsVariable() {
        ListenerPorts ports = ListenerPorts.of(Map.of("ONCEMARK_STACK_KAFKA_PORT", " 19092 "));

        assertThat(ports.port(Listener.KAFKA)).isEqualTo(19092);
        assertThat(ports.port(Listener.API)).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80"})
    void shouldNameTheVariableThatIsNoPort(String text) {
        assertThatThrownBy(() -> ListenerPorts.of(Map.of("ONCEMARK_STACK_SINK_PORT", text)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ONCEMARK_STACK_SINK_PORT")
                .hasMessageContaining(text);
    }

    @Test
    void shouldSayWhatAVariableIsCalledNow() {
        assertThatThrownBy(() -> ListenerPorts.of(Map.of("ONCEMARK_KAFKA_PORT", "19092")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("ONCEMARK_KAFKA_PORT is now called ONCEMARK_STACK_KAFKA_PORT");
    }

    @Test
    void shouldRefuseTheSamePortForTwoParts() {
        assertThatThrownBy(() -> ListenerPorts.of(Map.of("ONCEMARK_STACK_SINK_PORT", "8080")))
                .hasMessageContaining("ONCEMARK_STACK_SINK_PORT")
                .hasMessageContaining("8080");
    }

    @Test
    void shouldNamePortPartAndVariableOfWhatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(with(Listener.POSTGRES, taken.getLocalPort()).inUse())
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()), "postgres", "ONCEMARK_STACK_POSTGRES_PORT");
        }
    }

    @Test
    void shouldReplaceOnlyThosePortsThatAreInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListenerPorts wanted = with(Listener.POSTGRES, taken.getLocalPort());

            ListenerPorts chosen = wanted.withFreeForThoseInUse();

            assertThat(chosen.port(Listener.POSTGRES)).isNotEqualTo(taken.getLocalPort());
            assertThat(chosen.port(Listener.KAFKA)).isEqualTo(wanted.port(Listener.KAFKA));
        }
    }

    private static ListenerPorts with(Listener listener, int port) {
        Map<Listener, Integer> ports = new HashMap<>(ListenerPorts.free().ports());
        ports.put(listener, port);
        return new ListenerPorts(ports);
    }
}
