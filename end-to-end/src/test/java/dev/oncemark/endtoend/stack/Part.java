package dev.oncemark.endtoend.stack;

/** What can be stopped, killed and started again on the same data and ports. */
public interface Part {

    /** Starts it and waits until it is ready. */
    void start();

    /** Asks it to end, and waits until it has. */
    void stop();

    /** Ends it as a power cut would: SIGKILL. */
    void kill();
}
