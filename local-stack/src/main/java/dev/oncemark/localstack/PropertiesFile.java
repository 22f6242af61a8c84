package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A server's settings as a file, written anew at each start. */
final class PropertiesFile {

    private PropertiesFile() {}

    /** {@code file}, which has these properties and no others. */
    static Path write(Path file, Properties properties) {
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, "Written anew at each start");
            return file;
        } catch (IOException refused) {
            throw new IllegalStateException("cannot write " + file, refused);
        }
    }
}
