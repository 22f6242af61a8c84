package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A panel or an alert that asks for a metric that no app has shows nothing, and says nothing. */
@ExtendWith(StackExtension.class)
class MonitoringIT {

    private static final Pattern METRIC = Pattern.compile("\\b(?:oncemark|kafka|jvm|process)_[a-z0-9_]+");
    private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
    private static final Pattern SERVED = Pattern.compile("^([a-z0-9_]+)[ {]", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"docker/prometheus/alerts.yml", "docker/grafana/dashboards/oncemark.json"})
    void shouldAskOnlyForMetricsThatTheAppsServe(String file, Stack stack) throws Exception {
        Course course = new Lms(stack).publish(1, 1);
        assertThat(new Client(stack)
                        .submit(course.enrollment(), course.lessons().get(0), 20)
                        .status())
                .isEqualTo(201);

        Set<String> asked = asked(ProjectHome.directory().resolve(file));

        assertThat(asked).hasSizeGreaterThan(5);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(served(stack)).containsAll(asked));
    }

    @Test
    void shouldSayOfEachAlertWhatItMeans() throws IOException {
        Path project = ProjectHome.directory();
        String operations = Files.readString(project.resolve("docs/operations.md"));

        assertThat(ALERT.matcher(Files.readString(project.resolve("docker/prometheus/alerts.yml")))
                        .results()
                        .map(alert -> "### " + alert.group(1)))
                .isNotEmpty()
                .allMatch(operations::contains);
    }

    private static Set<String> asked(Path file) throws IOException {
        return METRIC.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> served(Stack stack) {
        Set<String> names = new TreeSet<>();
        for (String url : stack.metrics()) {
            SERVED.matcher(Http.get(url).body()).results().forEach(name -> names.add(name.group(1)));
        }
        return names;
    }
}
