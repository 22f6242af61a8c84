package dev.oncemark.localstack.launcher;

import dev.oncemark.localstack.Addresses;
import dev.oncemark.localstack.Addresses.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code ./oncemark} runs: {@code up}, {@code down}, {@code demo}, {@code psql}, {@code tap}. Ends with 0 if all went
 * well, 1 if something failed, 2 if it was called wrongly; what was wrong is on standard error.
 */
public final class StackMain {

    private final Path data;
    private final Map<String, String> environment;

    private StackMain(Path data, Map<String, String> environment) {
        this.data = data;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        Path data = Path.of(System.getProperty("oncemark.data", ".oncemark"))
                .toAbsolutePath()
                .normalize();
        System.exit(new StackMain(data, System.getenv()).runReporting(List.of(arguments)));
    }

    private int runReporting(List<String> words) {
        try {
            return run(words);
        } catch (InvalidSettingException | WrongCallException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        } catch (FailedException failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
    }

    private int run(List<String> words) {
        String command = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.subList(Math.min(1, words.size()), words.size());
        return switch (command) {
            case "up" -> new Up(data, addresses(), Options.of(rest, "--fresh")).run();
            case "down" -> new Down(data).run();
            case "demo" -> new PlayDemo(data, addresses()).run();
            case "tap" -> Tap.of(rest, addresses()).run();
            case "psql" -> new Psql(addresses()).run(rest);
            default -> throw new WrongCallException("unknown command \"" + command + "\"; see ./oncemark help");
        };
    }

    private Addresses addresses() {
        return Addresses.of(environment);
    }

    /** The command line is wrong; the message says how. */
    static final class WrongCallException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongCallException(String message) {
            super(message);
        }
    }

    /** What was asked for cannot be done; the message says why, to a person. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }
}
