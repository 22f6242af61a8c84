package dev.oncemark.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oncemark.localstack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real nginx, as Debian's package nginx-light has it, in front of an API. */
final class RunningNginx implements AutoCloseable {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    private final Process process;
    private final int port;

    private RunningNginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static void assumeThere() {
        assumeTrue(Files.isExecutable(NGINX), "skipped: there is no " + NGINX + " here (Debian's package nginx-light)");
    }

    /**
     * @param http what is within {@code http}, beside the server
     * @param server what is within {@code server}, beside its port
     */
    static RunningNginx start(Path directory, String http, String server) throws IOException {
        int port = Ports.free();
        Path configuration = Files.writeString(
                directory.resolve("nginx.conf"), """
                        daemon off;
                        worker_processes 1;
                        pid %1$s/nginx.pid;
                        error_log stderr;
                        events { worker_connections 256; }
                        http {
                          access_log off;
                          client_body_temp_path %1$s/body;
                          proxy_temp_path %1$s/proxy;
                          fastcgi_temp_path %1$s/fastcgi;
                          uwsgi_temp_path %1$s/uwsgi;
                          scgi_temp_path %1$s/scgi;
                          gzip on;
                          gzip_proxied any;
                          gzip_min_length 0;
                          gzip_types application/json application/problem+json application/yaml text/css text/javascript;
                          %2$s
                          server {
                            listen 127.0.0.1:%3$d;
                            %4$s
                          }
                        }
                        """.formatted(directory.toAbsolutePath(), http, port, server));
        Process process = new ProcessBuilder(
                        NGINX.toString(), "-e", "stderr", "-p", directory.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        RunningNginx nginx = new RunningNginx(process, port);
        // It does not outlive this JVM, however that ends.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Eventually.isTrue("nginx listens", nginx::isListening);
        return nginx;
    }

    int port() {
        return port;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
