package dev.oncemark.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however long the log is. */
final class LogTail {

    private static final int BYTES_PER_LINE = 400;

    private LogTail() {}

    /** The last {@code count} lines; fewer if they are very long; none if the file cannot be read. */
    static List<String> lastLines(Path log, int count) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - (long) count * BYTES_PER_LINE);
            byte[] end = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(end);
            List<String> lines = new String(end, UTF_8).lines().toList();
            return lines.subList(Math.max(from == 0 ? 0 : 1, lines.size() - count), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
