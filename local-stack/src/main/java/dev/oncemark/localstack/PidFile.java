package dev.oncemark.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that has nothing but the id of a running process. */
public record PidFile(Path file) {

    /** Names the process. */
    public void write(long pid) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, pid + "\n");
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + file, refused);
        }
    }

    /** Nothing happens if it is not there. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot delete " + file, refused);
        }
    }

    /** Deletes it unless it names another process. */
    public void deleteIfIts(long pid) {
        if (pid().filter(named -> named == pid).isPresent()) {
            delete();
        }
    }

    /**
     * The process, if it still runs and its command line contains {@code mark}. Ids are used again: without the mark it
     * may be anybody's.
     */
    public Optional<ProcessHandle> process(String mark) {
        return pid().flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(mark));
    }

    private Optional<Long> pid() {
        try {
            return Files.exists(file)
                    ? Optional.of(Long.parseLong(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
