package dev.oncemark.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.localstack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {

    private ServerSocket echo;
    private Proxy proxy;
    private int port;

    @BeforeEach
    void listen() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::echoAll);
        thread.setDaemon(true);
        thread.start();
        port = Ports.free();
        proxy = new Proxy(port, echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void shouldPassOnWhatComes() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 5)).isEqualTo(5);
        }
    }

    @Test
    void shouldHoldBackEveryPiece() throws IOException {
        proxy.weather(Weather.slow(Duration.ofMillis(100)));
        try (Socket client = connect()) {
            long start = System.nanoTime();

            assertThat(answer(client, 5)).isEqualTo(5);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void shouldLetThroughSoMuchASecond() throws IOException {
        proxy.weather(Weather.narrow(4));
        try (Socket client = connect()) {
            answer(client, 5);
            long start = System.nanoTime();

            assertThat(answer(client, 5)).isEqualTo(5);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void shouldResetAConnectionAfterSoManyBytes() throws IOException {
        proxy.weather(Weather.cutting(3));
        try (Socket client = connect()) {
            answer(client, 1);
            answer(client, 2);

            assertThatThrownBy(() -> answer(client, 3)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void shouldFallSilentWithoutClosingAnythingAndResetItAfterwards() throws IOException {
        try (Socket client = connect()) {
            answer(client, 1);
            proxy.weather(Weather.silence());
            client.setSoTimeout(300);

            assertThatThrownBy(() -> answer(client, 2)).isInstanceOf(SocketTimeoutException.class);

            proxy.weather(Weather.CLEAR);
            assertThatThrownBy(() -> answer(client, 3)).isInstanceOf(SocketException.class);
        }
        try (Socket another = connect()) {
            assertThat(answer(another, 4)).isEqualTo(4);
        }
    }

    @Test
    void shouldTakeNoConnectionWhileItIsGone() throws IOException {
        proxy.weather(Weather.gone());
        try (Socket client = connect()) {
            assertThatThrownBy(() -> {
                        int end = answer(client, 1);
                        throw new SocketException("closed: " + end);
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static int answer(Socket client, int octet) throws IOException {
        client.getOutputStream().write(octet);
        return client.getInputStream().read();
    }

    private void echoAll() {
        try {
            while (true) {
                Socket client = echo.accept();
                Thread thread = new Thread(() -> echo(client));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException reset) {
            // As was wanted.
        }
    }
}
