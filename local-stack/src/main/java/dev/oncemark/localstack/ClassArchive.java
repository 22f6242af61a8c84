package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The classes that a JVM had loaded when it ended, kept by it to start quicker the next time (class data sharing): it saves
 * a third to a half of a start's CPU time. Every stack of this project shares them; without one, only the start takes
 * longer.
 *
 * @param file the archive, where there is one
 * @param half what the JVM writes at its end
 */
record ClassArchive(Path file, Path half) {

    private static final String ENDING = ".jsa";

    /** The archive of what runs under this name from these jars, for this JVM. */
    static ClassArchive of(String name, List<Path> jars) {
        try {
            List<String> states = new ArrayList<>();
            for (Path jar : jars) {
                states.add(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar));
            }
            Path directory = Files.createDirectories(ProjectHome.target().resolve("archives"));
            String whole = "%s-%08x".formatted(beginning(name), states.hashCode());
            return new ClassArchive(
                    directory.resolve(whole + ENDING),
                    directory.resolve(whole + "-" + ProcessHandle.current().pid() + ".half"));
        } catch (IOException refused) {
            throw new IllegalStateException("cannot keep an archive of " + jars, refused);
        }
    }

    /** Of the names of all archives of {@code name} for this JVM, whatever the jars. */
    private static String beginning(String name) {
        return "%s-%08x".formatted(name, Objects.hash(Runtime.version(), System.getProperty("java.home")));
    }

    /** For the JVM's command line: to use the archive, or to write it at its end. */
    List<String> options() {
        String option = Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + half;
        return List.of(option, "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    /** To be called when the JVM has ended by itself: what it wrote is whole, and those of older jars are of no use. */
    void keep() {
        try {
            if (Files.exists(half)) {
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                deleteOlder();
            }
        } catch (IOException refused) {
            throw new IllegalStateException("cannot keep " + file, refused);
        }
    }

    private void deleteOlder() throws IOException {
        String mine = file.getFileName().toString();
        String beginning = mine.substring(0, mine.lastIndexOf('-') + 1);
        try (var older = Files.newDirectoryStream(file.resolveSibling("."), beginning + "*" + ENDING)) {
            for (Path one : older) {
                if (!one.getFileName().toString().equals(mine)) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }
}
