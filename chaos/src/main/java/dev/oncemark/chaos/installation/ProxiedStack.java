package dev.oncemark.chaos.installation;

import dev.oncemark.chaos.proxy.Proxy;
import dev.oncemark.localstack.App;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.ListenerPorts;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.ProxyPorts;
import dev.oncemark.localstack.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stack that is broken, with a proxy on the way from its apps to the broker, and one on that to PostgreSQL. */
public final class ProxiedStack implements AutoCloseable {

    private final Path home;
    private final ListenerPorts listenerPorts = ListenerPorts.free();
    private final Stack stack;
    private final App secondStreamsApp;
    private final Proxy toKafka;
    private final Proxy toPostgres;
    private final SmallDisk disk;

    public ProxiedStack(Path home) {
        this.home = home;
        List<Integer> ports = freePorts(4);
        ProxyPorts proxyPorts = new ProxyPorts(ports.get(0), ports.get(1), ports.get(2));
        this.toKafka = new Proxy(proxyPorts.kafka(), proxyPorts.kafkaListener());
        this.toPostgres = new Proxy(proxyPorts.postgres(), listenerPorts.port(Listener.POSTGRES));
        this.stack = new Stack(home, listenerPorts, proxyPorts);
        this.secondStreamsApp = stack.anotherStreamsApp(ports.get(3));
        this.disk = new SmallDisk(stateDirectory(home));
    }

    /** Where the first streams-app of a stack has its state. */
    public static Path stateDirectory(Path home) {
        return home.resolve("streams-app/state");
    }

    private List<Integer> freePorts(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            int port = Ports.free();
            if (!ports.contains(port) && !listenerPorts.ports().containsValue(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    public void start() {
        disk.mount();
        stack.start(System.err::println);
    }

    public Path home() {
        return home;
    }

    public Stack stack() {
        return stack;
    }

    /** Not running, but while a fault needs two of them. */
    public App secondStreamsApp() {
        return secondStreamsApp;
    }

    public Proxy toKafka() {
        return toKafka;
    }

    public Proxy toPostgres() {
        return toPostgres;
    }

    /** Where the streams-app has its state, if that can be a small disk of its own here. */
    public SmallDisk disk() {
        return disk;
    }

    @Override
    public void close() {
        secondStreamsApp.stop();
        stack.stop();
        toKafka.close();
        toPostgres.close();
        disk.unmount();
    }
}
