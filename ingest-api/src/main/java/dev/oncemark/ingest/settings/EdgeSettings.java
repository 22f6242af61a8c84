package dev.oncemark.ingest.settings;

import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.Settings;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is between clients and this server: pages of other origins, and proxies.
 *
 * @param origins whose pages may call the API from a browser; {@code *} alone for all
 * @param pathPrefix what comes before the paths of links: empty, or as {@code /oncemark}
 * @param trustedProxies who is believed what it says of the client
 */
public record EdgeSettings(List<String> origins, String pathPrefix, List<AddressRange> trustedProxies) {

    /** Of the origins: all. */
    public static final String ALL = "*";

    private static final String ORIGINS = "oncemark.http.cors.origins";
    private static final String PREFIX = "oncemark.http.path.prefix";
    private static final String PROXIES = "oncemark.http.trusted.proxies";

    /** As browsers write them: in small letters, without a default port, without a path. Apps have schemes of their own. */
    private static final Pattern ORIGIN =
            Pattern.compile("(?!https://[^/]*:443$|http://[^/]*:80$)[a-z][a-z0-9+.-]*://[^/\\s,\"A-Z]+");

    /** Segments that mean what they say: nothing that leads up, elsewhere, or out of a header. */
    private static final Pattern PATH_PREFIX =
            Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~!$&'()*+;=:@%-]+){0,16}");

    private static final int LONGEST_PREFIX = 256;

    /** @param isOpen whether no tokens are asked for */
    static EdgeSettings of(Settings settings, boolean isOpen) {
        String prefix = settings.optionalText(PREFIX);
        String path = prefix == null ? "" : readablePrefix(prefix);
        if (path == null) {
            throw new InvalidSettingException(PREFIX, "is '" + prefix + "', but has to be a path such as /oncemark");
        }
        return new EdgeSettings(
                origins(settings.list(ORIGINS), isOpen),
                path,
                settings.list(PROXIES).stream()
                        .map(range -> AddressRange.of(PROXIES, range))
                        .toList());
    }

    private static List<String> origins(List<String> origins, boolean isOpen) {
        if (origins.contains(ALL) && isOpen) {
            throw new InvalidSettingException(ORIGINS + " (ONCEMARK_HTTP_CORS_ORIGINS) is *, which oncemark.auth"
                    + " (ONCEMARK_AUTH) none does not go with: any page that is open here could act for everybody");
        }
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches() && !origins.equals(List.of(ALL))) {
                throw new InvalidSettingException(
                        ORIGINS,
                        "has '" + origin + "', but takes * alone, or origins as browsers send them, such as"
                                + " https://lms.example: in small letters, without a path or a default port");
            }
        }
        return List.copyOf(origins);
    }

    /** The prefix without a last slash; null of what no path begins with. */
    public static @Nullable String readablePrefix(String given) {
        String prefix = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        return prefix.length() <= LONGEST_PREFIX && PATH_PREFIX.matcher(prefix).matches() ? prefix : null;
    }

    public boolean trusts(String address) {
        return trustedProxies.stream().anyMatch(range -> range.has(address));
    }
}
