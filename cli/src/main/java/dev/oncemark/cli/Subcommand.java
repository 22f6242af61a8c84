package dev.oncemark.cli;

import java.util.concurrent.Callable;

/**
 * A command of {@code ./oncemark}, with picocli's annotations, a constructor without parameters, and subcommands of its own
 * if it likes. It returns the exit code: 0 for good, 1 for failed. It may throw {@link WrongCallException} and {@link
 * FailedException}, whose messages are shown as they are; whatever else it throws is a bug and shown with its stack trace.
 */
public interface Subcommand extends Callable<Integer> {}
