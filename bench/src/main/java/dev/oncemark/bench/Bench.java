package dev.oncemark.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a suite runs with.
 *
 * @param directory for its data and logs; nobody else's; deleted once the suite has succeeded
 * @param log told, in words, what is going on
 */
public record Bench(Path directory, Arguments arguments, Consumer<String> log) {

    public void say(String what) {
        log.accept(what);
    }
}
