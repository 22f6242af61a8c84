package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * JVM options by which a program starts faster the second time. Every stack of this project
 * shares what they keep; a JVM that cannot use it, since another JDK or another jar is there, starts without and makes it
 * anew when it ends.
 */
final class FastStart {

    private static final int FIRST_THAT_KEEPS_ITS_CLASSES_BY_ITSELF = 19;

    private FastStart() {}

    /** For what runs under this name. */
    static List<String> options(String name) {
        if (Runtime.version().feature() < FIRST_THAT_KEEPS_ITS_CLASSES_BY_ITSELF) {
            return List.of();
        }
        try {
            Path directory = Files.createDirectories(ProjectHome.target().resolve("archives"));
            String file = "%s-%s.jsa".formatted(name, Runtime.version());
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + directory.resolve(file),
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr");
        } catch (IOException refused) {
            throw new IllegalStateException("cannot keep the classes of " + name, refused);
        }
    }
}
