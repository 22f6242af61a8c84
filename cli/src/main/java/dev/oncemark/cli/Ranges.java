package dev.oncemark.cli;

import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Checks every {@link Range} of what was given, and says what a range is. */
final class Ranges {

    private Ranges() {}

    /** @throws ParameterException if a value of this command is out of its range */
    static void check(CommandLine command) {
        for (ArgSpec argument : command.getCommandSpec().args()) {
            Range range = of(argument);
            if (range != null) {
                numbers(argument.getValue())
                        .filter(number -> number.doubleValue() < range.min() || number.doubleValue() > range.max())
                        .findFirst()
                        .ifPresent(number -> {
                            String message = takes(argument, range, String.valueOf(number));
                            throw new ParameterException(command, message, argument, String.valueOf(number));
                        });
            }
        }
    }

    /** {@code --seconds takes 1 to 86400, not -5}. */
    static String takes(ArgSpec argument, Range range, String given) {
        return "%s takes %s, not %s".formatted(name(argument), text(range), given);
    }

    static String text(Range range) {
        String min = text(range.min());
        return Double.isInfinite(range.max()) ? min + " or more" : min + " to " + text(range.max());
    }

    static @Nullable Range of(ArgSpec argument) {
        return argument.userObject() instanceof AnnotatedElement annotated
                ? annotated.getAnnotation(Range.class)
                : null;
    }

    /** As it is written on the command line. */
    static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String text(double end) {
        return BigDecimal.valueOf(end).stripTrailingZeros().toPlainString();
    }

    private static Stream<Number> numbers(@Nullable Object value) {
        if (value instanceof int[] numbers) {
            return IntStream.of(numbers).mapToObj(number -> number);
        }
        Collection<?> all = value instanceof Collection<?> several ? several : Arrays.asList(value);
        return all.stream().filter(Number.class::isInstance).map(Number.class::cast);
    }
}
