package dev.oncemark.sink.settings;

import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.Settings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform is watched.
 *
 * @param connect the root of Kafka Connect's REST API; null if nothing is watched
 * @param connector the connector's name in Connect
 * @param database the platform's PostgreSQL; null if it has none
 */
public record PlatformSettings(@Nullable URI connect, String connector, SinkSettings.@Nullable Postgres database) {

    private static final String CONNECT = "oncemark.connect.url";

    /** @throws InvalidSettingException if one is missing or cannot be used; the message names it */
    static PlatformSettings of(Settings settings) {
        return new PlatformSettings(connect(settings), settings.text("oncemark.connect.connector"), database(settings));
    }

    private static @Nullable URI connect(Settings settings) {
        String url = settings.optionalText(CONNECT);
        if (url == null) {
            return null;
        }
        String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!trimmed.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
            throw new InvalidSettingException(CONNECT, "is '" + url + "', but has to be the URL of Kafka Connect");
        }
        return URI.create(trimmed);
    }

    private static SinkSettings.@Nullable Postgres database(Settings settings) {
        return settings.optionalText("oncemark.platform.url") == null
                ? null
                : SinkSettings.postgres(settings, "oncemark.platform.");
    }
}
