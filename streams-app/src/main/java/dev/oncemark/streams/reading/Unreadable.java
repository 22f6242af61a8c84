package dev.oncemark.streams.reading;

/**
 * An input that says of what some record could not be read. The record goes to the dead letters, and the input goes on:
 * what hangs on the row has to know that it is not the whole truth.
 */
public interface Unreadable {

    /** What could not be read, in a sentence. */
    String why();
}
