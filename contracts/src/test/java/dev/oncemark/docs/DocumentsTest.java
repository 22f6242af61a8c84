package dev.oncemark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A map that shows what is gone is worse than none. */
class DocumentsTest {

    private static final Pattern DOCUMENT = Pattern.compile("(?<![\\w/.])docs/[\\w./-]+\\.(md|yaml|json|svg)\\b");
    private static final Pattern SECTIONS =
            Pattern.compile("docs/design\\.md, sections? (\\d+)(?: (?:and|to) (\\d+))?");

    private static ProjectTree project;

    @TempDir
    Path directory;

    @BeforeAll
    static void read() throws IOException {
        project = ProjectTree.of(Path.of(".."));
    }

    @Test
    void shouldReferOnlyToWhatIsThere() throws IOException {
        DeadReferences references = DeadReferences.in(project);
        assertThat(references.dead()).isEmpty();
        assertThat(references.checked()).isGreaterThan(100);
    }

    @Test
    void shouldCiteOnlyWhatIsThereInCode() throws IOException {
        Set<String> sections = project.lines("docs/design.md")
                .filter(line -> line.matches("## \\d+\\. .*"))
                .map(line -> line.substring(3, line.indexOf('.')))
                .collect(Collectors.toSet());
        assertThat(sections).hasSize(10);
        List<String> dead = new ArrayList<>();
        for (String path : sources()) {
            String text = text(path);
            Stream<MatchResult> documents =
                    DOCUMENT.matcher(text).results().filter(cited -> !project.has("", cited.group()));
            Stream<MatchResult> cited = SECTIONS.matcher(text)
                    .results()
                    .filter(section -> !sections.contains(section.group(1)) || isGone(section.group(2), sections));
            Stream.concat(documents, cited).forEach(gone -> dead.add(path + " " + gone.group()));
        }
        assertThat(dead).isEmpty();
    }

    private static boolean isGone(@Nullable String section, Set<String> sections) {
        return section != null && !sections.contains(section);
    }

    @Test
    void shouldFindWhatIsNotThere() throws IOException {
        write("docs/here.md", "# Here\n\n## What is here\n");
        write("app/src/Present.java", "");
        write("app/target/lib.jar", "");
        write("launcher", "");
        write("README.md", """
                [good](docs/here.md#what-is-here) [page](https://example.org/gone.md) [gone](docs/gone.md)
                [no such heading](docs/here.md#what-is-gone) [own](#own-heading) [none](#other-heading)
                # Own heading
                `app/…/Present.java` `Present.java` `app/src/` `app/target/gone.jar` `application/json` `launcher/image`
                `app/…/Absent.java` `Absent.java` `AbsentTest` `app/gone`
                ```
                app/src/Present.java --option value; app/go
                ```
                """);
        assertThat(DeadReferences.in(ProjectTree.of(directory)).dead())
                .containsExactlyInAnyOrder(
                        "README.md:1 docs/gone.md",
                        "README.md:2 docs/here.md#what-is-gone",
                        "README.md:2 #other-heading",
                        "README.md:5 app/…/Absent.java",
                        "README.md:5 Absent.java",
                        "README.md:5 AbsentTest",
                        "README.md:5 app/gone",
                        "README.md:7 app/go");
    }

    private static List<String> sources() {
        return project.files(".java", ".properties", ".sql", ".yaml", ".yml", ".xml", ".mjs", ".js", ".html")
                .filter(path -> !path.endsWith("DocumentsTest.java"))
                .toList();
    }

    /** Comments in one line, however they are broken. */
    private static String text(String path) throws IOException {
        return project.lines(path)
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replaceAll(" [*#]+ ", " ");
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
