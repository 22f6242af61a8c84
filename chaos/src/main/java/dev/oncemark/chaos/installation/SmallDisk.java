package dev.oncemark.chaos.installation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory that is a file system of its own, so small that it can be filled. Only root can make one. */
public final class SmallDisk {

    private static final int MIB = 192;
    private static final int PIECE = 1 << 20;

    private final Path directory;
    private boolean mounted;

    SmallDisk(Path directory) {
        this.directory = directory;
    }

    void mount() {
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot create " + directory, refused);
        }
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + MIB + "m", "oncemark-chaos", directory.toString());
    }

    /** Whether it is one here. */
    public boolean isThere() {
        return mounted;
    }

    /** Leaves no room in it; and never fills a larger one, should it be there no more. */
    public void fill() {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            byte[] piece = new byte[PIECE];
            for (int written = 0; written <= MIB; written++) {
                out.write(piece);
            }
        } catch (IOException full) {
            return;
        }
        empty();
        throw new IllegalStateException(directory + " is no disk of its own any more");
    }

    public void empty() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot delete " + ballast(), refused);
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    void unmount() {
        if (mounted) {
            release(directory);
            mounted = false;
        }
    }

    /** Takes it away again, even if a run that was killed left it there in use. */
    public static void release(Path directory) {
        run("umount", "-l", directory.toString());
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
