package dev.oncemark.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The files that settings come from. */
final class SettingFiles {

    private SettingFiles() {}

    /** An app's defaults; none where its class loader has no {@code oncemark.properties}. */
    static Map<String, String> defaults(Class<?> app) {
        try (InputStream in = app.getResourceAsStream("/oncemark.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return texts(properties);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws InvalidSettingException if the file that {@code variable} names cannot be read */
    static Map<String, String> properties(String variable, String file) {
        try (Reader in = Files.newBufferedReader(Path.of(file))) {
            Properties properties = new Properties();
            properties.load(in);
            return texts(properties);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unreadable(variable, file, unreadable);
        }
    }

    /**
     * A secret's file has the value and nothing else; a line's end behind it is not part of it.
     *
     * @throws InvalidSettingException if the file that {@code variable} names cannot be read
     */
    static String secret(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unreadable(variable, file, unreadable);
        }
    }

    private static InvalidSettingException unreadable(String variable, String file, Exception cause) {
        return new InvalidSettingException(variable, "names " + file + ", which cannot be read: " + cause);
    }

    private static Map<String, String> texts(Properties properties) {
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }
}
