package dev.oncemark.localstack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarArchiveTest {

    private static final int BLOCK = 512;

    @TempDir
    private Path into;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    @Test
    void shouldExtractDirectoriesFilesAndLinks() throws IOException {
        entry("bin/", '5', "", "");
        entry("bin/tool", '0', "", "x".repeat(700));
        entry("lib/tool", '2', "../bin/tool", "");

        extract(archive.toByteArray());

        assertThat(into.resolve("bin/tool")).hasContent("x".repeat(700)).isExecutable();
        assertThat(Files.readSymbolicLink(into.resolve("lib/tool"))).isEqualTo(Path.of("../bin/tool"));
    }

    @Test
    void shouldRefuseAnEntryOutsideOfTheDirectory() {
        entry("../stolen", '0', "", "x");

        assertThatThrownBy(() -> extract(archive.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../stolen");
    }

    @Test
    void shouldRefuseAnEntryOfUnknownType() {
        entry("device", '3', "", "");

        assertThatThrownBy(() -> extract(archive.toByteArray())).hasMessageContaining("device");
    }

    @Test
    void shouldRefuseAnArchiveThatIsCutOff() {
        entry("file", '0', "", "x".repeat(700));
        byte[] half = Arrays.copyOf(archive.toByteArray(), BLOCK + 300);

        assertThatThrownBy(() -> extract(half)).isInstanceOf(EOFException.class);
    }

    private void extract(byte[] bytes) throws IOException {
        new TarArchive(new ByteArrayInputStream(bytes)).extract(into);
    }

    private void entry(String name, char type, String linked, String content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000755");
        put(header, 124, "%011o".formatted(content.length()));
        header[156] = (byte) type;
        put(header, 157, linked);
        archive.writeBytes(header);
        archive.writeBytes(Arrays.copyOf(content.getBytes(US_ASCII), (content.length() + BLOCK - 1) / BLOCK * BLOCK));
    }

    private static void put(byte[] header, int at, String text) {
        System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
    }
}
