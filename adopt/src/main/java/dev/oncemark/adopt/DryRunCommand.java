package dev.oncemark.adopt;

import dev.oncemark.cli.Subcommand;
import dev.oncemark.platform.ConnectorSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./oncemark dry-run}. */
@Command(
        name = "dry-run",
        description = {
            "Say what a connector would make of the platform's rows, and what its server lacks; write nothing.",
            "Exits with 0 if all is good, 1 if something has to be mended or the database cannot be read, 2 if it was"
                    + " called wrongly."
        })
public final class DryRunCommand implements Subcommand {

    @Parameters(
            paramLabel = "CONNECTOR.json",
            description = "The connector's settings; each $${env:NAME} is taken from the environment.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting instead of the file's, such as database.hostname=127.0.0.1. More than once.")
    private Map<String, String> overrides = new HashMap<>();

    @Option(names = "--skip-rows", description = "Look at the settings and the server only.")
    private boolean skipRows;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private final Map<String, String> environment;

    public DryRunCommand() {
        this(System.getenv());
    }

    DryRunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ConnectorSettings connector = ConnectorFile.read(file, overrides, environment);
        Report report = new DryRun(connector, Boolean.getBoolean("oncemark.terminal") && !json).run(!skipRows);
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? report.json() : report.text());
        out.flush();
        return report.isGood() ? 0 : 1;
    }
}
