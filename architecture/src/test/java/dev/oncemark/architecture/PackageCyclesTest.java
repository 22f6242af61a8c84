package dev.oncemark.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads what the build made of each module that the parent names, so that a new one cannot be forgotten. */
class PackageCyclesTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    static List<Path> modules() throws IOException {
        Path project = Path.of("..");
        return MODULE.matcher(Files.readString(project.resolve("pom.xml")))
                .results()
                .map(module -> project.resolve(module.group(1)))
                .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldHaveNoPackageCycles(Path module) {
        JavaClasses classes = new ClassFileImporter().importPath(module.resolve("target/classes"));

        assertThat(classes).as("build %s first", module.getFileName()).isNotEmpty();
        slices().matching("dev.oncemark.(**)").should().beFreeOfCycles().check(classes);
    }
}
