package dev.oncemark.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.Command.Waive;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of course completions, through the topology: events and their ids, over restarts. */
class CourseChangesTest {

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());
    private long version;

    @BeforeEach
    void completeTheCourse() {
        outline(null, "l1", "l2");
        tested.enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        tested.ask("e", "l2");
        assertThat(tested.completions()).singleElement().satisfies(first -> {
            assertThat(first.completion()).isNull();
            assertThat(first.attempt()).isNull();
            assertThat(first.sequence()).isEqualTo(2);
        });
        tested.results();
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private void outline(@Nullable CompletionPolicy policy, String... required) {
        List<Lesson> lessons = IntStream.range(0, required.length)
                .mapToObj(at -> new Lesson(required[at], true, Math.floorMod(required[at].hashCode(), 64)))
                .toList();
        tested.outline(new CourseOutline("c", ++version, true, lessons, List.of(), null, null, null, null, policy));
    }

    private CourseChange change(Change expected) {
        List<TestRecord<String, CourseChange>> records =
                tested.out(Topics.COURSE_CHANGES).readRecordsToList();
        assertThat(records).hasSize(1);
        CourseChange change = records.get(0).getValue();
        assertThat(records.get(0).getKey()).isEqualTo("e");
        assertThat(header(records.get(0), CloudEvents.TYPE))
                .isEqualTo(CloudEvents.Type.of(change).text());
        assertThat(header(records.get(0), CloudEvents.ID))
                .isEqualTo(Ids.eventIdOfCourseChange(change).toString());
        assertThat(change.change()).isEqualTo(expected);
        assertThat(change.courseId()).isEqualTo("c");
        assertThat(change.learnerId()).isEqualTo("u");
        assertThat(change.changedAt()).isBetween(tested.now().minusSeconds(1), tested.now());
        return change;
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** The completion that has come, which is the only one. */
    private CourseCompletion completion(int number) {
        List<TestRecord<String, CourseCompletion>> records =
                tested.out(Topics.COURSE_COMPLETIONS).readRecordsToList();
        assertThat(records).hasSize(1);
        assertThat(header(records.get(0), CloudEvents.ID))
                .isEqualTo(Ids.eventIdOfCourseCompletion("e", number).toString());
        assertThat(records.get(0).getValue().number()).isEqualTo(number);
        return records.get(0).getValue();
    }

    @Test
    void shouldEndWithALessonAndComeAgain() {
        UUID id = tested.command("e", new Revoke("l1", "MISTAKE", null));
        assertThat(tested.result().endedCompletion()).isEqualTo(1);
        CourseChange change = change(Change.REVOKED);
        assertThat(change.completion()).isEqualTo(1);
        assertThat(change.cause()).isEqualTo(Cause.REVOKE);
        assertThat(change.requestId()).isEqualTo(id);
        assertThat(change.commandReason()).isEqualTo("MISTAKE");
        assertThat(change.missing()).isEqualTo(1);
        assertThat(change.missingLessons()).containsExactly("l1");
        assertThat(change.sequence()).isEqualTo(3);
        assertThat(change.catalogVersion()).isEqualTo(1);
        assertThat(change.attempt()).isNull();
        tested.restart();
        tested.ask("e", "l1");
        assertThat(completion(2)).satisfies(again -> {
            assertThat(again.attempt()).isNull();
            assertThat(again.sequence()).isEqualTo(4);
        });
        assertThat(tested.changes()).isEmpty();
    }

    @Test
    void shouldStandWhileAnotherAttemptBegins() {
        UUID id = tested.command("e", new Reset(2, true, "AGAIN"));
        assertThat(tested.result().endedCompletion()).isNull();
        CourseChange change = change(Change.ATTEMPT_STARTED);
        assertThat(change.completion()).isEqualTo(1);
        assertThat(change.attempt()).isEqualTo(2);
        assertThat(change.cause()).isEqualTo(Cause.RESET);
        assertThat(change.requestId()).isEqualTo(id);
        assertThat(change.missing()).isNull();
        assertThat(change.missingLessons()).isNull();
        tested.restart();
        tested.ask("e", "l1");
        tested.command("e", new Waive("l2", Waiver.ADMINISTRATIVE));
        assertThat(completion(2).attempt()).isEqualTo(2);
        tested.command("e", new Reset(3, false, "CHEATED"));
        assertThat(tested.results())
                .last()
                .extracting(CompletionResult::endedCompletion)
                .isEqualTo(2);
        assertThat(change(Change.REVOKED)).satisfies(revoked -> {
            assertThat(revoked.completion()).isEqualTo(2);
            assertThat(revoked.attempt()).isEqualTo(3);
            assertThat(revoked.cause()).isEqualTo(Cause.RESET);
        });
        tested.command("e", new Reset(4, false, "CHEATED"));
        assertThat(tested.result().endedCompletion()).isNull();
        assertThat(tested.changes()).isEmpty();
    }

    private void reopenAndRestore(Duration after) {
        outline(CompletionPolicy.REOPEN, "l1", "l2", "l3");
        CourseChange reopened = change(Change.REOPENED);
        assertThat(reopened.cause()).isEqualTo(Cause.CATALOG);
        assertThat(reopened.requestId()).isNull();
        assertThat(reopened.missing()).isEqualTo(1);
        assertThat(reopened.missingLessons()).containsExactly("l3");
        assertThat(reopened.catalogVersion()).isEqualTo(version);
        assertThat(reopened.sequence()).isEqualTo(2);
        tested.restart();
        tested.pass(after);
        outline(CompletionPolicy.REOPEN, "l1", "l2");
        CourseChange restored = change(Change.RESTORED);
        assertThat(restored.completion()).isEqualTo(1);
        assertThat(restored.sequence()).isEqualTo(2);
        assertThat(restored.catalogVersion()).isEqualTo(version);
        assertThat(tested.completions()).isEmpty();
        assertThat(tested.results()).isEmpty();
    }

    @Test
    void shouldRestoreWhatWasReopenedWithoutASecondCompletion() {
        reopenAndRestore(Duration.ofMinutes(1));
        reopenAndRestore(Duration.ofHours(1));
        tested.command("e", new Revoke("l1", "MISTAKE", null));
        assertThat(change(Change.REVOKED).completion()).isEqualTo(1);
    }

    @Test
    void shouldCompleteAgainWithWhatIsMissingAfterItWasReopened() {
        outline(CompletionPolicy.REOPEN, "l1", "l2", "l3");
        change(Change.REOPENED);
        tested.restart();
        tested.ask("e", "l3");
        assertThat(completion(2).requiredLessons()).isEqualTo(3);
        assertThat(tested.changes()).isEmpty();
    }

    @Test
    void shouldTellOnceThatTheContentChanged() {
        outline(CompletionPolicy.FLAG, "l1", "l2", "l3");
        assertThat(change(Change.CONTENT_CHANGED).missingLessons()).containsExactly("l3");
        tested.restart();
        outline(CompletionPolicy.FLAG, "l2", "l1", "l3");
        assertThat(tested.changes()).isEmpty();
        tested.ask("e", "l3");
        tested.enroll("e", "u", "c", "active");
        assertThat(tested.changes()).isEmpty();
        assertThat(tested.completions()).isEmpty();
    }

    @Test
    void shouldDoNothingToACompletionByAStickyPolicy() {
        outline(null, "l1", "l2", "l3");
        tested.ask("e", "l3");
        assertThat(tested.changes()).isEmpty();
        assertThat(tested.completions()).isEmpty();
    }

    @Test
    void shouldNameAHundredOfTheMissingLessons() {
        String[] many = IntStream.range(0, 130).mapToObj(lesson -> "x" + lesson).toArray(String[]::new);
        List<Lesson> lessons = IntStream.range(0, many.length)
                .mapToObj(at -> new Lesson(many[at], true, 100 + at))
                .toList();
        tested.outline(new CourseOutline(
                "c", ++version, true, lessons, List.of(), null, null, null, null, CompletionPolicy.REOPEN));
        assertThat(change(Change.REOPENED)).satisfies(reopened -> {
            assertThat(reopened.missing()).isEqualTo(130);
            assertThat(reopened.missingLessons())
                    .hasSize(CourseChange.MAX_MISSING)
                    .startsWith("x0", "x1");
        });
    }
}
