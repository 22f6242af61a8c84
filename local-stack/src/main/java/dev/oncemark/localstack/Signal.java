package dev.oncemark.localstack;

import java.io.IOException;

/** A signal of POSIX, for processes that Java can only terminate or kill. */
public enum Signal {
    INT,
    QUIT,
    TERM,
    STOP,
    CONT;

    /** Sends it; nothing happens if the process has ended. */
    public void send(ProcessHandle process) {
        String command = "kill -" + name() + " " + process.pid();
        try {
            new ProcessBuilder("sh", "-c", command).start().waitFor();
        } catch (IOException noShell) {
            throw new IllegalStateException(command + " could not be run", noShell);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
