package dev.oncemark.endtoend;

import dev.oncemark.localstack.Addresses;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.localstack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one stack, started for the first that asks and stopped after the last. A test works with a course of its own
 * and leaves every part running. What the parts logged stays in {@code target/stack-…/logs}.
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
            Stack stack = new Stack(Files.createTempDirectory(target, "stack-"), Addresses.free());
            stack.start(System.out::println);
            return stack;
        } catch (IOException refused) {
            throw new IllegalStateException("no directory for the stack", refused);
        }
    }
}
