package dev.oncemark.tokens;

import dev.oncemark.cli.WrongCallException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the directory of the keys. */
final class KeysDirectory {

    @Option(
            names = "--keys",
            paramLabel = "DIRECTORY",
            description = "Where the key lies, and is made where there is none; .oncemark/keys for ./oncemark.")
    private @Nullable Path directory;

    /** @throws WrongCallException if there is none; the working directory is nobody's place for keys */
    DevelopmentKeys keys() {
        if (directory != null) {
            return new DevelopmentKeys(directory);
        }
        String data = System.getProperty("oncemark.data");
        if (data == null) {
            throw new WrongCallException("--keys is missing: it takes the directory of the keys");
        }
        return new DevelopmentKeys(Path.of(data, "keys"));
    }
}
