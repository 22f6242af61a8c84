package dev.oncemark.localstack;

/** A part did not start, or ended by itself; the message names it and ends with the last lines of its log. */
public final class ProcessFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ProcessFailedException(String message) {
        super(message);
    }

    /** @param problem what happened to the part, to follow its name */
    public static ProcessFailedException of(ManagedProcess part, String problem) {
        String lines = part.lastLines(15).stream()
                .map(line -> System.lineSeparator() + "    " + line)
                .reduce("", String::concat);
        return new ProcessFailedException("%s %s; its log is %s%s".formatted(part.name(), problem, part.log(), lines));
    }
}
