package dev.oncemark.localstack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a part keeps what it writes.
 *
 * @param directory its data; nobody else's. Its path is in the part's command line, by which the process is known again
 * @param pidFile has the process's id while it runs; null for no such file
 */
record ProcessFiles(Path directory, Path log, @Nullable Path pidFile) {

    /** Everything in one directory, for a part that runs by itself. */
    static ProcessFiles alone(Path directory, String name) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new ProcessFiles(absolute, absolute.resolve(name + ".log"), null);
    }

    /** The part's place in a whole stack's directory. */
    static ProcessFiles inStack(Path home, String name) {
        Path absolute = home.toAbsolutePath().normalize();
        return new ProcessFiles(
                absolute.resolve(name),
                absolute.resolve("logs").resolve(name + ".log"),
                absolute.resolve("run").resolve(name + ".pid"));
    }
}
