package dev.oncemark.verify.sort;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries that are sorted already, read one after the other; ordered by the one that is next. */
final class Run implements Comparable<Run>, Closeable {

    private final Iterator<byte[]> entries;
    private final Closeable source;
    private byte @Nullable [] head;

    private Run(Iterator<byte[]> entries, Closeable source) {
        this.entries = entries;
        this.source = source;
        advance();
    }

    static Run of(List<byte[]> entries) {
        return new Run(entries.iterator(), () -> {});
    }

    static Run of(Path file) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 14));
        return new Run(new FileEntries(in), in);
    }

    byte @Nullable [] head() {
        return head;
    }

    void advance() {
        head = entries.hasNext() ? entries.next() : null;
    }

    @Override
    public int compareTo(Run other) {
        return Arrays.compareUnsigned(head, other.head);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static final class FileEntries implements Iterator<byte[]> {

        private final DataInputStream in;
        private byte @Nullable [] next;

        FileEntries(DataInputStream in) {
            this.in = in;
            this.next = read();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public byte[] next() {
            byte[] entry = next;
            if (entry == null) {
                throw new java.util.NoSuchElementException();
            }
            next = read();
            return entry;
        }

        private byte @Nullable [] read() {
            try {
                byte[] entry = new byte[in.readInt()];
                in.readFully(entry);
                return entry;
            } catch (EOFException end) {
                return null;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
