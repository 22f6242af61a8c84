package dev.oncemark.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on 127.0.0.1 that passes everything on, as the weather allows. */
public final class Proxy implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.CLEAR;

    /** Listens on {@code port} for connections to {@code target}, which need not be there yet. */
    public Proxy(int port, int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException("no proxy on port " + port, taken);
        }
        Thread thread = new Thread(this::accept, "proxy-" + target);
        thread.setDaemon(true);
        thread.start();
    }

    Weather weather() {
        return weather;
    }

    /** From now on it is so. Connections that fell silent are reset when it clears: they can never be whole again. */
    public void weather(Weather next) {
        Weather before = weather;
        weather = next;
        if (before.silent() || next.closed()) {
            links.forEach(Link::reset);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (weather.closed()) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException closedOrRefused) {
                // Either this proxy is closed, or the target is not there: its client sees a reset.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Link link = new Link(this, client, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            link.start();
        } catch (IOException nobody) {
            client.close();
        }
    }

    void forget(Link link) {
        links.remove(link);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        links.forEach(Link::reset);
    }
}
