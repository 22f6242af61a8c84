package dev.oncemark.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** picocli's help, which says behind each option what it takes and what it is where it is not given. */
final class CommandHelp extends Help {

    CommandHelp(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer usual = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> withValues(usual.render(option, labels, colors), option);
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer usual = super.createDefaultParameterRenderer();
        return (parameter, labels, colors) -> withValues(usual.render(parameter, labels, colors), parameter);
    }

    private static Text[][] withValues(Text[][] lines, ArgSpec argument) {
        List<String> words = values(argument);
        if (!words.isEmpty()) {
            Text[] last = lines[lines.length - 1];
            last[last.length - 1] = last[last.length - 1].concat(" (" + String.join("; ", words) + ")");
        }
        return lines;
    }

    private static List<String> values(ArgSpec argument) {
        List<String> words = new ArrayList<>();
        Range range = Ranges.of(argument);
        if (range != null) {
            words.add(Ranges.text(range));
        }
        if (argument.type().isEnum()) {
            words.add(String.join(", ", WrongCalls.values(argument)));
        }
        String standard = argument.defaultValueString(true);
        boolean hasDefault = argument.defaultValue() != null || argument.initialValue() != null;
        if (hasDefault && !standard.isEmpty() && !isFlag(argument)) {
            words.add("default " + standard);
        }
        return words;
    }

    private static boolean isFlag(ArgSpec argument) {
        return argument.type() == boolean.class || argument.type() == Boolean.class;
    }
}
