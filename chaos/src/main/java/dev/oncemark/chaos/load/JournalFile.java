package dev.oncemark.chaos.load;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.verify.check.JournalLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What clients were told, one JSON object a line, as {@code ./oncemark verify --journal} reads it. */
final class JournalFile implements AutoCloseable {

    private final BufferedWriter out;

    JournalFile(Path file) {
        try {
            this.out = Files.newBufferedWriter(file);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + file, refused);
        }
    }

    synchronized void add(JournalLine line) {
        try {
            out.write(JsonSerde.MAPPER.writeValueAsString(line));
            out.write('\n');
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
