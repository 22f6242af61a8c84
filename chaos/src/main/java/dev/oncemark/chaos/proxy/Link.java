package dev.oncemark.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection through a proxy: what comes on either side goes out on the other. */
final class Link {

    private static final int PIECE = 16 << 10;
    private static final long LOOK_AGAIN = 50;

    private final Proxy proxy;
    private final Socket client;
    private final Socket server;
    private final AtomicLong fromServer = new AtomicLong();

    Link(Proxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pass("up", client, server, false);
        pass("down", server, client, true);
    }

    private void pass(String name, Socket from, Socket to, boolean counts) {
        Thread thread = new Thread(() -> pump(from, to, counts), "link-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Socket to, boolean counts) {
        byte[] piece = new byte[PIECE];
        long free = System.nanoTime();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (!holdBack(counts ? length : 0)) {
                    break;
                }
                free = awaitFree(free, length);
                out.write(piece, 0, length);
            }
        } catch (IOException gone) {
            // Told to the other side below.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        reset();
        proxy.forget(this);
    }

    /** Waits as the weather wants it; whether the piece may go on. */
    private boolean holdBack(int bytesFromServer) throws InterruptedException {
        while (proxy.weather().silent() && !client.isClosed()) {
            Thread.sleep(LOOK_AGAIN);
        }
        Weather weather = proxy.weather();
        if (!weather.delay().isZero()) {
            Thread.sleep(weather.delay().toMillis());
        }
        long passed = fromServer.addAndGet(bytesFromServer);
        return weather.cutAfter() == 0 || passed < weather.cutAfter();
    }

    /** Waits until a narrow line is free again, and returns when it will be behind this piece. */
    private long awaitFree(long free, int length) throws InterruptedException {
        long now = System.nanoTime();
        long bytesPerSecond = proxy.weather().bytesPerSecond();
        if (bytesPerSecond == 0) {
            return now;
        }
        TimeUnit.NANOSECONDS.sleep(free - now);
        return Math.max(free, now) + length * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    /** Ends it as a broken network does: without a word of farewell. */
    void reset() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException closedAlready) {
                // That is what was wanted.
            }
        }
    }
}
