package dev.oncemark.verify.sort;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts any number of entries in bounded memory: what does not fit is written to files as sorted runs, which are merged
 * when it is read. An entry is its bytes, and their unsigned order is the order. First every entry is added, then all are
 * read, once.
 */
public final class SortedRuns implements AutoCloseable {

    /** What an entry costs beside its bytes. */
    private static final int OVERHEAD = 32;

    private final Path directory;
    private final List<Path> files = new ArrayList<>();
    private final List<Run> open = new ArrayList<>();
    private List<byte[]> buffer = new ArrayList<>();
    private long limit;
    private long size;

    /** @param limit how many bytes are held in memory */
    public SortedRuns(Path directory, long limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /** From now on so much is held in memory. */
    public void limit(long bytes) {
        limit = bytes;
    }

    public void add(byte[] entry) {
        buffer.add(entry);
        size += entry.length + OVERHEAD;
        if (size >= limit) {
            spill();
        }
    }

    /** The entries in their order. */
    public Cursor sorted() {
        buffer.sort(Arrays::compareUnsigned);
        PriorityQueue<Run> runs = new PriorityQueue<>();
        try {
            for (Path file : files) {
                open.add(Run.of(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        open.add(Run.of(buffer));
        open.stream().filter(run -> run.head() != null).forEach(runs::add);
        return new Cursor(runs);
    }

    private void spill() {
        buffer.sort(Arrays::compareUnsigned);
        try {
            Path file = Files.createTempFile(directory, "run-", ".sorted");
            files.add(file);
            try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
                for (byte[] entry : buffer) {
                    out.writeInt(entry.length);
                    out.write(entry);
                }
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot keep a sorted run in " + directory, refused);
        }
        buffer = new ArrayList<>();
        size = 0;
    }

    /** Forgets the entries and deletes the files. */
    @Override
    public void close() {
        buffer = Collections.emptyList();
        try {
            for (Run run : open) {
                run.close();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
