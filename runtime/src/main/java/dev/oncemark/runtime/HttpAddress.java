package dev.oncemark.runtime;

/**
 * Where an app serves HTTP: {@code oncemark.http.host} and {@code oncemark.http.port}.
 *
 * @param port 0 for one that is free
 */
public record HttpAddress(String host, int port) {

    /** @throws InvalidSettingException if one is missing or cannot be used */
    public static HttpAddress of(Settings settings) {
        return new HttpAddress(settings.text("oncemark.http.host"), settings.integer("oncemark.http.port", 0, 65_535));
    }
}
