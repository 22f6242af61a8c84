package dev.oncemark.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./oncemark completion}. */
@Command(
        name = "completion",
        description = "Print what bash and zsh complete commands and options with.",
        footer = {
            "",
            "In the project's directory, for this shell, or in the shell's start file with the full path:",
            "  source <(./oncemark completion)"
        })
public final class Completion implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        var root = command.parent().commandLine();
        command.commandLine().getOut().println(AutoComplete.bash("oncemark", root));
        return 0;
    }
}
