package dev.oncemark.streams;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Properties;

/** Values as a version of the app wrote them, kept so that every later version is held to read them. */
public final class FormatSamples {

    private FormatSamples() {}

    /** The bytes under {@code name} in the file of format version 1. */
    public static byte[] version1(String name) {
        return sample("format-v1.properties", name);
    }

    /** The bytes under {@code name} in the file of format version 2. */
    public static byte[] version2(String name) {
        return sample("format-v2.properties", name);
    }

    /** The bytes under {@code name} in the file of format version 3. */
    public static byte[] version3(String name) {
        return sample("format-v3.properties", name);
    }

    private static byte[] sample(String fileName, String name) {
        Properties samples = new Properties();
        try (InputStream file = FormatSamples.class.getResourceAsStream(fileName)) {
            samples.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().parseHex(samples.getProperty(name));
    }
}
