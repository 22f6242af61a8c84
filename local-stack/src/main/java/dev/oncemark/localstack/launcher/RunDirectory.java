package dev.oncemark.localstack.launcher;

import dev.oncemark.cli.FailedException;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which processes belong to the stack in one directory: {@code run/NAME.pid} of each part and of the launcher, and a lock
 * that the launcher holds as long as it lives, so that two never share the data.
 */
record RunDirectory(Path data) {

    private static final String LAUNCHER = "launcher";

    /**
     * Does {@code work} as the one launcher of this directory; what it returned.
     *
     * @throws FailedException if there is another launcher, or parts of one that was killed still run
     */
    int holding(IntSupplier work) {
        try {
            Files.createDirectories(directory());
            try (FileChannel channel = FileChannel.open(
                    directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    throw new FailedException("a stack is up in " + data + " already; ./oncemark down stops it");
                }
                refuseLeftovers();
                pidFile(LAUNCHER).write(ProcessHandle.current().pid());
                pidFile(LAUNCHER).file().toFile().deleteOnExit();
                return work.getAsInt();
            } finally {
                pidFile(LAUNCHER).deleteIfIts(ProcessHandle.current().pid());
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot lock " + directory(), refused);
        }
    }

    private void refuseLeftovers() {
        Map<String, ProcessHandle> left = parts();
        if (!left.isEmpty()) {
            throw new FailedException(
                    "of a stack whose launcher was killed there still run %s; ./oncemark down stops them"
                            .formatted(left.keySet()));
        }
    }

    /** The launcher that holds the lock, if there is one. */
    @Nullable
    ProcessHandle launcher() {
        return pidFile(LAUNCHER).process(data.toString()).orElse(null);
    }

    /** The parts that run, by name, in the order in which they are to be stopped. */
    Map<String, ProcessHandle> parts() {
        Map<String, ProcessHandle> parts = new LinkedHashMap<>();
        for (Listener listener : Listener.values()) {
            String mark = data.resolve(listener.part()).toString();
            pidFile(listener.part()).process(mark).ifPresent(process -> parts.put(listener.part(), process));
        }
        return parts;
    }

    /** To be called when nothing runs any more. */
    void forgetAll() {
        for (Listener listener : Listener.values()) {
            pidFile(listener.part()).delete();
        }
        pidFile(LAUNCHER).delete();
    }

    private PidFile pidFile(String name) {
        return new PidFile(directory().resolve(name + ".pid"));
    }

    private Path directory() {
        return data.resolve("run");
    }
}
