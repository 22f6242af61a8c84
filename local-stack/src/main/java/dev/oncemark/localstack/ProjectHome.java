package dev.oncemark.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the project lies: the directory that has the launcher {@code oncemark} and {@code pom.xml}, found upward from the
 * working directory unless the system property {@code oncemark.home} names it. Maven puts there what the processes run.
 */
public final class ProjectHome {

    private ProjectHome() {}

    /** @throws IllegalStateException if the working directory is not in the project */
    public static Path directory() {
        String named = System.getProperty("oncemark.home");
        Path start = Path.of(named == null ? "" : named).toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("oncemark")) && Files.isRegularFile(at.resolve("pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException("no directory with oncemark and pom.xml at or above " + start);
    }

    /** What Maven makes of this module; gone after {@code mvn clean}. */
    static Path target() {
        return directory().resolve("local-stack/target");
    }

    /**
     * The jar with our transform, for Connect's plugin path.
     *
     * @throws IllegalStateException if it has not been built
     */
    static Path transform() {
        Path jar = directory().resolve("connect-lms/target/connect-lms.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: build connect-lms first (mvn -pl connect-lms -am process-classes)");
        }
        return jar;
    }

    /**
     * The jars of the broker, of Connect and of Debezium.
     *
     * @throws IllegalStateException if this module has not been built
     */
    static Path lib() {
        Path lib = target().resolve("lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException(
                    lib + " is missing: build local-stack first (mvn -pl local-stack -am package)");
        }
        return lib;
    }

    /** Those of them that are not Debezium's, as a class path. */
    static String libWithoutConnectors() {
        try (Stream<Path> jars = Files.list(lib())) {
            return jars.filter(jar -> !jar.getFileName().toString().startsWith("debezium-"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
