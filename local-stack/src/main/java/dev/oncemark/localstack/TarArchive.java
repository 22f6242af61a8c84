package dev.oncemark.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Reads a tar archive of plain files, directories and symbolic links; refuses whatever else it meets. */
final class TarArchive {

    private static final int BLOCK = 512;
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final InputStream in;

    TarArchive(InputStream in) {
        this.in = in;
    }

    /** @throws IOException if the archive is damaged, has unknown entries, or would write outside of {@code into} */
    void extract(Path into) throws IOException {
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            entry(header, into);
            header = in.readNBytes(BLOCK);
        }
    }

    private void entry(byte[] header, Path into) throws IOException {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        Path path = into.resolve(prefix.isEmpty() ? name : prefix + "/" + name).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("an entry outside of the archive: " + name);
        }
        switch (header[156]) {
            case '5' -> Files.createDirectories(path);
            case '2' -> link(path, text(header, 157, 100));
            case '0', 0 -> file(path, number(header, 124, 12), (int) number(header, 100, 8));
            default -> throw new IOException("an entry of unknown type " + (char) header[156] + ": " + name);
        }
    }

    private static void link(Path path, String to) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        Files.createSymbolicLink(path, Path.of(to));
    }

    private void file(Path path, long size, int mode) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        try (var out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[64 << 10];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("the archive ends within " + path);
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        boolean executable = (mode & OWNER_MAY_EXECUTE) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, UTF_8);
    }

    private static long number(byte[] header, int at, int length) {
        return Long.parseLong(text(header, at, length).strip(), 8);
    }
}
