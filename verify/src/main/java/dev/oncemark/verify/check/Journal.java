package dev.oncemark.verify.check;

import dev.oncemark.contracts.JsonSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** A file of what clients were told, one {@link JournalLine} a line. The last line may be cut: a client may be killed. */
public record Journal(Path file) {

    /** @throws IllegalArgumentException if a line but the last is no such JSON; the message says which */
    public void read(Consumer<JournalLine> each) {
        String broken = null;
        long number = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (broken != null) {
                    throw new IllegalArgumentException("%s, line %d: %s".formatted(file, number, broken));
                }
                number++;
                try {
                    each.accept(JsonSerde.MAPPER.readValue(line, JournalLine.class));
                } catch (JacksonException unreadable) {
                    broken = unreadable.getOriginalMessage();
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
