package dev.oncemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/**
 * What {@code ./oncemark} starts: every {@link Subcommand} on the class path. It exits with 0 if all went well, 1 if
 * something failed and 2 if it was called wrongly, unless the command documents more; what was wrong is on standard error.
 */
@Command(
        name = "./oncemark",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs Oncemark on this machine, and checks, breaks and measures it.",
        footerHeading = "%nPorts, each with the variable that changes it, all on 127.0.0.1:%n",
        footer = {
            "  ingest-api   8080  ONCEMARK_STACK_API_PORT",
            "  streams-app  8081  ONCEMARK_STACK_STREAMS_PORT",
            "  sink         8082  ONCEMARK_STACK_SINK_PORT",
            "  connect      8083  ONCEMARK_STACK_CONNECT_PORT",
            "  kafka        9092  ONCEMARK_STACK_KAFKA_PORT",
            "  postgres     5433  ONCEMARK_STACK_POSTGRES_PORT",
            "ONCEMARK_DATA_DIR is where data, logs and process ids go (.oncemark)."
        })
public final class Oncemark implements Runnable {

    private static final int WIDTH = 110;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    public static void main(String[] words) {
        System.exit(commandLine().execute(words));
    }

    /** The whole command line, with every command on the class path. */
    public static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Oncemark());
        ServiceLoader.load(Subcommand.class).forEach(root::addSubcommand);
        root.addSubcommand(new HelpCommand());
        return prepared(root);
    }

    /** One command alone, called as {@code ./oncemark} would call it: for tests. */
    public static CommandLine commandLine(Subcommand subcommand) {
        return prepared(new CommandLine(subcommand));
    }

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    private static CommandLine prepared(CommandLine root) {
        withStandardOptions(root);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpWidth(WIDTH);
        root.setHelpFactory(CommandHelp::new);
        root.setParameterExceptionHandler(new WrongCalls());
        root.setExecutionExceptionHandler((failed, called, parsed) -> report(failed, called));
        root.setExecutionStrategy(parsed -> {
            parsed.asCommandLineList().forEach(Ranges::check);
            return new RunLast().execute(parsed);
        });
        return root;
    }

    private static void withStandardOptions(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.usageMessage().sortOptions(false);
        spec.versionProvider(() -> new String[] {"Oncemark " + version()});
        command.getSubcommands().values().forEach(Oncemark::withStandardOptions);
    }

    private static int report(Exception failed, CommandLine called) {
        if (failed instanceof WrongCallException) {
            var wrong = new ParameterException(called, String.valueOf(failed.getMessage()));
            return new WrongCalls().handleParseException(wrong, new String[0]);
        }
        if (failed instanceof FailedException expected) {
            called.getErr().println(expected.getMessage());
            return expected.exitCode();
        }
        failed.printStackTrace(called.getErr());
        return called.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream file = Oncemark.class.getResourceAsStream("/oncemark-build.properties")) {
            build.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return build.getProperty("version");
    }
}
