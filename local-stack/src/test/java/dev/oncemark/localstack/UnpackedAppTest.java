package dev.oncemark.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedAppTest {

    @TempDir
    private Path directory;

    @Test
    void shouldHaveTheAppsOwnJarFirstAndThenThoseWithinTheExecutableOneInTheirOrder() throws IOException {
        UnpackedApp app = unpacked("second", "first");

        assertThat(app.main()).isEqualTo("dev.oncemark.Main");
        assertThat(app.jars())
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("sink.jar", "second.jar", "first.jar");
        assertThat(app.jars().get(1)).hasContent("second");
    }

    @Test
    void shouldTakeThemOutOnce() throws IOException {
        Path jar = unpacked("one").jars().get(1);
        Files.writeString(jar, "taken out before");

        assertThat(unpacked("one").jars()).contains(jar);
        assertThat(jar).hasContent("taken out before");
    }

    @Test
    void shouldTakeThemOutAgainWhereOneIsAnother() throws IOException {
        assertThat(unpacked("one").jars().get(1))
                .isNotEqualTo(unpacked("other").jars().get(1));
        assertThat(directory.resolve("apps")).isDirectoryNotContaining("glob:**/half-*");
    }

    private UnpackedApp unpacked(String... libraries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "dev.oncemark.Main");
        Path executable = directory.resolve("sink-exec.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(executable), manifest)) {
            for (String library : libraries) {
                jar.putNextEntry(new ZipEntry("BOOT-INF/lib/" + library + ".jar"));
                jar.write(library.getBytes(UTF_8));
            }
        }
        return UnpackedApp.of(executable, "sink", directory.resolve("apps"));
    }
}
