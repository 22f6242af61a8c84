package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The classes that a server had loaded when it ended, kept by its JVM to start quicker the next time (class data
 * sharing): it saves a third of a start's CPU time. Every stack of this project shares them; without one, only the start
 * takes longer.
 *
 * @param file the archive, where there is one
 * @param half what the JVM writes at its end
 */
record ClassArchive(Path file, Path half) {

    /** The archive of one server, for this JVM and the jars that there are now. */
    static ClassArchive of(String server) {
        Path lib = ProjectHome.lib();
        try (Stream<Path> jars = Files.list(lib)) {
            String names = jars.map(jar -> jar.getFileName().toString())
                    .sorted()
                    .toList()
                    .toString();
            int version = Objects.hash(Runtime.version(), System.getProperty("java.home"), lib, names);
            Path directory = Files.createDirectories(ProjectHome.target().resolve("archives"));
            String name = "%s-%08x".formatted(server, version);
            return new ClassArchive(
                    directory.resolve(name + ".jsa"),
                    directory.resolve(name + "-" + ProcessHandle.current().pid() + ".half"));
        } catch (IOException refused) {
            throw new IllegalStateException("cannot keep archives of " + lib, refused);
        }
    }

    /** For the JVM's command line: to use the archive, or to write it at its end. */
    List<String> options() {
        String option = Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + half;
        return List.of(option, "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    /** To be called when the JVM has ended by itself: what it wrote is whole. */
    void keep() {
        try {
            if (Files.exists(half)) {
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException refused) {
            throw new IllegalStateException("cannot keep " + file, refused);
        }
    }
}
