package dev.oncemark.localstack.load;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * The server under load.
 *
 * @param token a bearer token; empty for none
 * @param timeout how long a client waits for an answer, beyond the time that it asks the server to wait
 * @param origin of the page in whose browser the clients are; empty for clients that are none
 */
public record LoadTarget(URI server, String token, Duration timeout, String origin) {

    /** @param url of the server, without a path */
    public static LoadTarget of(String url, String token, Duration timeout) {
        return new LoadTarget(URI.create(url), token, timeout, "");
    }

    /** The same server, called by pages of that origin. */
    public LoadTarget from(String page) {
        return new LoadTarget(server, token, timeout, page);
    }

    SocketAddress address() {
        return new InetSocketAddress(server.getHost(), server.getPort());
    }
}
