package dev.oncemark.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * An app's jars, out of its executable jar: from jars within a jar a JVM cannot keep classes in a {@link ClassArchive}, and
 * it reads them slowly. They are taken out once, and again when one of them is another; whoever does it at the same time
 * is not disturbed.
 *
 * @param jars the app's own first, then those that it needs, in the order that Maven gave them
 * @param main the app's class that is run
 */
record UnpackedApp(List<Path> jars, String main) {

    private static final String LIB = "BOOT-INF/lib/";
    private static final Attributes.Name MAIN = new Attributes.Name("Start-Class");

    /** @throws IllegalStateException if the module has not been built */
    static UnpackedApp of(String module) {
        return of(App.jar(module), module, ProjectHome.target().resolve("apps"));
    }

    /** @param all where the jars of all apps lie, each app's in a directory of its own */
    static UnpackedApp of(Path executable, String module, Path all) {
        try (JarFile jar = new JarFile(executable.toFile())) {
            List<ZipEntry> entries = jar.stream()
                    .filter(entry -> entry.getName().startsWith(LIB) && !entry.isDirectory())
                    .map(ZipEntry.class::cast)
                    .toList();
            Path lib = Files.createDirectories(all).resolve(name(module, entries));
            if (!Files.isDirectory(lib)) {
                unpack(jar, entries, lib);
            }
            List<Path> jars = new ArrayList<>();
            jars.add(executable.resolveSibling(module + ".jar"));
            entries.forEach(entry -> jars.add(lib.resolve(fileName(entry))));
            return new UnpackedApp(jars, jar.getManifest().getMainAttributes().getValue(MAIN));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot read " + executable, refused);
        }
    }

    /** Another one where a jar is another. */
    private static String name(String module, List<ZipEntry> entries) {
        int content = entries.stream()
                .map(entry -> entry.getName() + entry.getCrc())
                .toList()
                .hashCode();
        return "%s-%08x".formatted(module, content);
    }

    private static void unpack(JarFile jar, List<ZipEntry> entries, Path lib) throws IOException {
        Path half = Files.createTempDirectory(lib.resolveSibling("."), "half-");
        for (ZipEntry entry : entries) {
            try (var in = jar.getInputStream(entry)) {
                Files.copy(in, half.resolve(fileName(entry)));
            }
        }
        try {
            Files.move(half, lib, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException otherwise) {
            Directories.delete(half);
            if (!Files.isDirectory(lib)) {
                throw otherwise;
            }
        }
    }

    private static Path fileName(ZipEntry entry) {
        return Path.of(entry.getName()).getFileName();
    }
}
