package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.streams.catalog.CatalogRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An outline's policy is the course's as of the last change of what can be completed. */
class CompletionPolicyTest {

    private static final Duration SETTLE = Duration.ofSeconds(60);

    private final TestedTopology tested = TestedTopology.settling(SETTLE);

    @AfterEach
    void close() {
        tested.close();
    }

    private void course(String policyJson) {
        tested.row("c", "course", LmsRows.course("c", true) + ",\"completion_policy\":" + policyJson);
    }

    private List<CompletionPolicy> published() {
        return tested.outlines().stream().map(CourseOutline::policy).toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'\"reopen\"', REOPEN",
                "'\"flag\"', FLAG",
                "'\" Reopen\"', REOPEN",
                "'\"sticky\"', none",
                "'\"later\"', none",
                "'\"\"', none",
                "null, none"
            })
    void shouldBeWhatTheRowSays(String json, CompletionPolicy policy) {
        tested.transaction(() -> {
            course(json);
            tested.lesson("c", "l1", 1, true);
        });
        assertThat(published()).containsExactly(policy);
    }

    @Test
    void shouldBeTheSettingsWhereTheRowDoesNotSayIt() {
        tested.restart(new CatalogRules(SETTLE, CompletionPolicy.FLAG, Set.of()));
        tested.publish("c", "l1");
        tested.transaction(() -> {
            course("\"sticky\"");
            tested.lesson("c", "l2", 2, true);
        });
        assertThat(published()).containsExactly(CompletionPolicy.FLAG, null);
    }

    @Test
    void shouldPublishNothingWhereThePolicyChangesAlone() {
        tested.publish("c", "l1");
        tested.pass(SETTLE.plusSeconds(1));
        assertThat(published()).containsExactly(null, null);
        tested.transaction(() -> course("\"reopen\""));
        tested.restart(new CatalogRules(SETTLE, CompletionPolicy.FLAG, Set.of()));
        tested.begin().commit();
        tested.pass(SETTLE.plusSeconds(1));
        assertThat(tested.outlines()).isEmpty();
    }

    @Test
    void shouldTakeItWithTheNextChangeOfLessonsAndKeepItUntilTheOneAfter() {
        tested.publish("c", "l1", "l2");
        tested.transaction(() -> course("\"reopen\""));
        tested.transaction(() -> tested.lesson("c", "l3", 3, false));
        tested.transaction(() -> course("\"flag\""));
        tested.pass(SETTLE.plusSeconds(1));
        assertThat(published())
                .as("published, changed, settled")
                .containsExactly(null, CompletionPolicy.REOPEN, CompletionPolicy.REOPEN);
        tested.restart();
        tested.transaction(() -> tested.lesson("c", "l3", 3, true));
        assertThat(published()).containsExactly(CompletionPolicy.FLAG);
    }

    @Test
    void shouldNotTakeItWithAnotherOrderOrRowsThatCannotBeRead() {
        tested.publish("c", "l1", "l2");
        tested.transaction(() -> course("\"reopen\""));
        tested.transaction(() -> tested.lesson("c", "l1", 7, true));
        tested.transaction(() -> tested.row("c", "lesson", LmsRows.unreadable("\"id\":\"l3\",\"course_id\":\"c\"")));
        assertThat(published()).containsExactly(null, null, null);
    }

    @Test
    void shouldTakeItWithAnotherPublication() {
        tested.publish("c", "l1");
        tested.transaction(
                () -> tested.row("c", "course", LmsRows.course("c", false) + ",\"completion_policy\":\"reopen\""));
        tested.transaction(() -> tested.deleteCourse("c"));
        assertThat(published()).containsExactly(null, CompletionPolicy.REOPEN, null);
    }
}
