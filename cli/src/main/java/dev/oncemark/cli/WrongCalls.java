package dev.oncemark.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, what it takes instead, and what may have been meant. */
final class WrongCalls implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] words) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(message(wrong) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String message(ParameterException wrong) {
        List<String> unmatched = wrong.getCommandLine().getUnmatchedArguments();
        // What is missing may be there under a name that is not known.
        if (wrong instanceof UnmatchedArgumentException || wrong instanceof MissingParameterException) {
            if (!unmatched.isEmpty()) {
                return unknown(unmatched.get(0), wrong.getCommandLine());
            }
        }
        ArgSpec argument = wrong.getArgSpec();
        String value = wrong.getValue();
        if (argument == null || value == null) {
            return String.valueOf(wrong.getMessage());
        }
        Range range = Ranges.of(argument);
        if (range != null) {
            return Ranges.takes(argument, range, value);
        }
        List<String> values = values(argument);
        return values.isEmpty()
                ? String.valueOf(wrong.getMessage())
                : "%s takes %s, not %s%s"
                        .formatted(Ranges.name(argument), String.join(", ", values), value, meant(value, values));
    }

    private static String unknown(String word, CommandLine command) {
        if (word.startsWith("-")) {
            List<String> options = new ArrayList<>();
            command.getCommandSpec().options().forEach(option -> options.add(option.longestName()));
            return "unknown option " + word + meant(word, options);
        }
        Collection<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "\"%s\" is one word too many".formatted(word)
                : "unknown command \"%s\"%s".formatted(word, meant(word, commands));
    }

    /** The values that it takes, if they can be listed. */
    static List<String> values(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        return candidates == null
                ? List.of()
                : StreamSupport.stream(candidates.spliterator(), false).toList();
    }

    private static String meant(String word, Collection<String> candidates) {
        return Similar.to(word, candidates)
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }
}
