package dev.oncemark.endtoend;

import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.endtoend.stack.StackKind;
import dev.oncemark.localstack.ProjectHome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one stack, started for the first that asks and stopped after the last; of containers or of processes, as
 * {@link StackKind} says. A test works with a course of its own and leaves every part running. What the parts logged
 * stays in {@code target/stack-…/logs}.
 */
public final class StackExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Stack.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(StackExtension.class))
                .computeIfAbsent(Stack.class, type -> start(), Stack.class);
    }

    private static Stack start() {
        try {
            Path target = ProjectHome.directory().resolve("end-to-end/target");
            StackKind.Choice choice = StackKind.choose();
            tell("The end-to-end tests run on %s: %s"
                    .formatted(choice.kind().name().toLowerCase(Locale.ROOT), choice.why()));
            return choice.kind().start(Files.createTempDirectory(target, "stack-"), System.out::println);
        } catch (IOException refused) {
            throw new IllegalStateException("no directory for the stack", refused);
        }
    }

    /** To the console itself: what tests print goes to a file. */
    private static void tell(String line) {
        var console = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        console.println(line);
        System.out.println(line);
    }
}
