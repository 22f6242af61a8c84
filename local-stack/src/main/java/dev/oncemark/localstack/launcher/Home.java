package dev.oncemark.localstack.launcher;

import dev.oncemark.cli.WrongCallException;
import dev.oncemark.localstack.ListenerPorts;
import dev.oncemark.runtime.InvalidSettingException;
import java.nio.file.Path;

/** Where the stack of {@code ./oncemark up} has its data and listens. */
final class Home {

    private Home() {}

    static Path data() {
        return Path.of(System.getProperty("oncemark.data", ".oncemark"))
                .toAbsolutePath()
                .normalize();
    }

    /** @throws WrongCallException if the environment names a port that cannot be used */
    static ListenerPorts ports() {
        try {
            return ListenerPorts.of(System.getenv());
        } catch (InvalidSettingException wrong) {
            throw new WrongCallException(String.valueOf(wrong.getMessage()));
        }
    }
}
