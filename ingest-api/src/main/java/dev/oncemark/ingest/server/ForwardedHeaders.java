package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.EdgeSettings;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What proxies tell of a request: under which path they have the API, and who its client is. Only those at trusted
 * addresses are believed; of anybody else the headers count as absent.
 */
public final class ForwardedHeaders {

    private static final String PREFIX = "X-Forwarded-Prefix";
    private static final String FOR = "X-Forwarded-For";
    private static final Pattern COMMA = Pattern.compile(",");
    /** One hop of {@code Forwarded} (RFC 7239). */
    private static final Pattern FORWARDED_FOR = Pattern.compile("(?i)(?:^|[;,])\\s*for=(\"[^\"]*\"|[^;,\\s]*)");
    /** An address with or without a port; in brackets where colons are its own. */
    private static final Pattern NODE = Pattern.compile("\"?(?:\\[([^\\]]*)\\]|([^:\"]*))(?::\\w*)?\"?");

    private ForwardedHeaders() {}

    /** What comes before the paths of links: empty, or as {@code /oncemark}. */
    public static String prefix(HttpServerRequest request, EdgeSettings edge) {
        if (edge.trustedProxies().isEmpty() || !request.headers().contains(PREFIX) || !edge.trusts(peer(request))) {
            return edge.pathPrefix();
        }
        StringBuilder prefix = new StringBuilder();
        // Of several proxies each tells its own, the outermost first.
        for (String part : values(request.headers().getAll(PREFIX))) {
            String readable = EdgeSettings.readablePrefix(part);
            if (readable == null) {
                return edge.pathPrefix();
            }
            prefix.append(readable);
        }
        return prefix.toString();
    }

    /**
     * The client's address: the peer's, or, where that is a trusted proxy, the last one on the way here that is none.
     * {@code Forwarded} counts only where there is no {@code X-Forwarded-For}.
     */
    static String client(HttpServerRequest request, EdgeSettings edge) {
        String client = peer(request);
        List<String> way = edge.trustedProxies().isEmpty() ? List.of() : way(request);
        for (int hop = way.size() - 1; hop >= 0 && edge.trusts(client); hop--) {
            String before = address(way.get(hop));
            if (before == null) {
                break;
            }
            client = before;
        }
        return client;
    }

    private static String peer(HttpServerRequest request) {
        return String.valueOf(request.remoteAddress().hostAddress());
    }

    private static List<String> way(HttpServerRequest request) {
        List<String> way = values(request.headers().getAll(FOR));
        if (!way.isEmpty()) {
            return way;
        }
        List<String> hops = new ArrayList<>();
        for (String header : request.headers().getAll("Forwarded")) {
            FORWARDED_FOR.matcher(header).results().forEach(hop -> hops.add(hop.group(1)));
        }
        return hops;
    }

    private static List<String> values(List<String> headers) {
        return headers.stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Null of what is no address, such as {@code unknown}. */
    private static @Nullable String address(String node) {
        if (NetUtil.isValidIpV6Address(node)) {
            return node;
        }
        Matcher parts = NODE.matcher(node);
        if (!parts.matches()) {
            return null;
        }
        String address = parts.group(1) == null ? parts.group(2) : parts.group(1);
        boolean isAddress = NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address);
        return isAddress ? address : null;
    }
}
