package dev.oncemark.endtoend.stack;

import dev.oncemark.localstack.ProjectHome;
import java.nio.file.Path;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Builds the apps' images from the project's own Dockerfile and the jars that Maven has just packaged. */
final class AppImages {

    private AppImages() {}

    /** The name of the image of {@code app}, which is built where anything in it has changed. */
    static String build(String app) {
        Path project = ProjectHome.directory();
        var image = new ImageFromDockerfile("oncemark/" + app + ":end-to-end", false).withBuildArg("APP", app);
        for (String file :
                new String[] {"Dockerfile", "docker/health", app + "/target/lib", app + "/target/" + app + ".jar"}) {
            image.withFileFromPath(file, project.resolve(file));
        }
        return image.get();
    }
}
