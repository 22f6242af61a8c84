package dev.oncemark.localstack.launcher;

import dev.oncemark.localstack.launcher.StackMain.WrongCallException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words after a command: flags, and the rest in their order. */
record Options(Set<String> flags, List<String> words) {

    /** @throws WrongCallException if there is a flag that is not among {@code known} */
    static Options of(List<String> arguments, String... known) {
        Set<String> flags = new HashSet<>(
                arguments.stream().filter(word -> word.startsWith("-")).toList());
        for (String flag : flags) {
            if (!List.of(known).contains(flag)) {
                throw new WrongCallException("unknown option " + flag + "; there is " + String.join(", ", known));
            }
        }
        return new Options(
                flags, arguments.stream().filter(word -> !word.startsWith("-")).toList());
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
