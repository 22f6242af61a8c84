package dev.oncemark.endtoend.stack;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/**
 * What a stack is made of: containers where a Docker engine answers that has, or gets, their images; processes of this
 * machine where none does. {@code -Doncemark.stack=containers} or {@code local} decides instead.
 */
public enum StackKind {
    CONTAINERS,
    LOCAL;

    /** The kind, and in words why it is that one. */
    public record Choice(StackKind kind, String why) {}

    /** @throws IllegalStateException if the system property is neither */
    public static Choice choose() {
        String wanted = System.getProperty("oncemark.stack", "").strip();
        return switch (wanted) {
            case "containers" -> new Choice(CONTAINERS, "oncemark.stack says so");
            case "local" -> new Choice(LOCAL, "oncemark.stack says so");
            case "" -> byEngine();
            default ->
                throw new IllegalStateException(
                        "oncemark.stack is '" + wanted + "', but has to be containers or local");
        };
    }

    private static Choice byEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return new Choice(LOCAL, "no Docker engine answers");
        }
        Optional<String> missing = Stream.of(
                        StackContainers.KAFKA_IMAGE,
                        StackContainers.POSTGRES_IMAGE,
                        StackContainers.CONNECT_IMAGE,
                        StackContainers.JAVA_IMAGE)
                .filter(image -> !isThere(image))
                .findFirst();
        return missing.map(image -> new Choice(LOCAL, "a Docker engine answers, but cannot get the image " + image))
                .orElseGet(() -> new Choice(CONTAINERS, "a Docker engine answers"));
    }

    private static boolean isThere(String image) {
        try {
            var unused = DockerClientFactory.instance()
                    .client()
                    .inspectImageCmd(image)
                    .exec();
            return true;
        } catch (NotFoundException notYet) {
            return canBePulled(image);
        }
    }

    private static boolean canBePulled(String image) {
        try {
            return !new RemoteDockerImage(DockerImageName.parse(image)).get().isEmpty();
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /** @param home where what is worth keeping is kept, the logs too */
    public Stack start(Path home, Consumer<String> progress) {
        return switch (this) {
            case CONTAINERS -> ContainerStack.start(home, progress);
            case LOCAL -> ProcessStack.start(home, progress);
        };
    }
}
