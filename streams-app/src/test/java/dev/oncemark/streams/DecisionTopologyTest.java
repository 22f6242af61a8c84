package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.contracts.DeadLetters;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecisionTopologyTest {

    private static final Instant LAST_YEAR = Instant.parse("2025-05-05T05:05:05.123Z");

    private final TestedTopology tested = new TestedTopology();

    @AfterEach
    void close() {
        tested.close();
    }

    @Test
    void shouldAcceptALessonOnce() {
        tested.publish("c", "l1", "l2").enroll("e", "u", "c", "active");
        UUID first = tested.ask("e", "l1");
        CompletionResult accepted = tested.result();
        assertThat(accepted.status()).isEqualTo(Status.ACCEPTED);
        assertThat(accepted.sequence()).isEqualTo(1);
        assertThat(accepted.catalogVersion()).isEqualTo(1);
        assertThat(accepted.learnerId()).isEqualTo("u");
        assertThat(accepted.inTopic()).isEqualTo("completion-requests");
        assertThat(accepted.inOffset()).isEqualTo(0);

        tested.ask("e", "l1");
        CompletionResult second = tested.result();
        assertThat(second.reason()).isEqualTo(Reason.ALREADY_COMPLETED);
        assertThat(second.originalRequestId()).isEqualTo(first);
        assertThat(second.completedAt()).isEqualTo(accepted.completedAt());
        assertThat(second.inOffset()).isEqualTo(1);
    }

    @Test
    void shouldAnswerARetryOfTheSameRequestAsAReplay() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        UUID id = tested.ask("e", "l1");
        Instant completedAt = tested.result().completedAt();
        tested.ask("e", "l1", id, null);
        assertThat(tested.result()).satisfies(again -> {
            assertThat(again.status()).isEqualTo(Status.REPLAYED);
            assertThat(again.completedAt()).isEqualTo(completedAt);
        });
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldCompleteACourseOnceWithItsLastRequiredLesson() {
        tested.transaction(() -> {
            tested.course("c", true);
            tested.lesson("c", "l1", 1, true);
            tested.lesson("c", "optional", 2, false);
            tested.lesson("c", "l2", 3, true);
        });
        tested.enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        assertThat(tested.completions()).isEmpty();
        tested.ask("e", "l2");
        assertThat(tested.completions()).singleElement().satisfies(completion -> {
            assertThat(completion.courseId()).isEqualTo("c");
            assertThat(completion.learnerId()).isEqualTo("u");
            assertThat(completion.requiredLessons()).isEqualTo(2);
            assertThat(completion.sequence()).isEqualTo(2);
            assertThat(completion.origin()).isEqualTo(Origin.API);
        });
        tested.ask("e", "optional");
        tested.ask("e", "l2");
        assertThat(tested.completions()).isEmpty();
    }

    @Test
    void shouldWriteCloudEventsHeadersWithDeterministicIds() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        var headers = tested.out(Topics.COMPLETION_RESULTS).readRecord().headers();
        assertThat(text(headers, "ce_type")).isEqualTo("dev.oncemark.learning.lesson.completed.v1");
        assertThat(text(headers, "ce_id"))
                .isEqualTo(dev.oncemark.contracts.Ids.eventIdOfAcceptance("e", "l1")
                        .toString());
        assertThat(text(headers, "ce_specversion")).isEqualTo("1.0");
    }

    private static String text(org.apache.kafka.common.header.Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void shouldRejectAStrangerEvenWhereTheLessonIsComplete() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        tested.results();
        tested.ask("e", "l1", UUID.randomUUID(), "somebody-else");
        assertThat(tested.result()).satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.NOT_ENROLLMENT_OWNER);
            assertThat(rejected.originalRequestId()).isNull();
        });
    }

    @Test
    void shouldRejectWhileTheEnrollmentIsNotActive() {
        tested.publish("c", "l1").enroll("e", "u", "c", "dropped");
        tested.ask("e", "l1");
        assertThat(tested.result().reason()).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        tested.enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void shouldParkUntilTheRowsArriveAndThenDecideInOrder() {
        UUID first = tested.ask("e", "l1");
        UUID second = tested.ask("e", "l1");
        assertThat(tested.results()).isEmpty();
        tested.enroll("e", "u", "c", "active");
        assertThat(tested.results()).isEmpty();
        tested.publish("c", "l1", "l2");
        var results = tested.results();
        assertThat(results).extracting(CompletionResult::requestId).containsExactly(first, second);
        assertThat(results.get(0).status()).isEqualTo(Status.ACCEPTED);
        assertThat(results.get(1).originalRequestId()).isEqualTo(first);
    }

    @Test
    void shouldRejectAParkedRequestWhenTheGracePeriodIsOver() {
        tested.ask("nobody", "l1");
        tested.pass(TestedTopology.GRACE.minusSeconds(1));
        assertThat(tested.results()).isEmpty();
        tested.pass(Duration.ofSeconds(2));
        assertThat(tested.result().reason()).isEqualTo(Reason.UNKNOWN_ENROLLMENT);

        tested.enroll("e", "u", "missing", "active");
        tested.ask("e", "l1");
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(tested.result().reason()).isEqualTo(Reason.UNKNOWN_COURSE);
    }

    @Test
    void shouldNotRejectWhatItCouldNotReadWhileItStoodStill() {
        tested.publish("c", "l1");
        tested.ask("e", "l1");
        tested.pass(TestedTopology.GRACE.minusSeconds(2));
        tested.standStill(TestedTopology.GRACE);
        assertThat(tested.results()).isEmpty();

        tested.enroll("e", "u", "c", "active");

        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void shouldRejectInOrderAtOnceOverTheBoundOfParkedRequests() {
        try (TestedTopology small = new TestedTopology(2)) {
            UUID first = small.ask("e", "l");
            UUID second = small.ask("e", "l");
            UUID third = small.ask("e", "l");
            assertThat(small.results()).extracting(CompletionResult::requestId).containsExactly(first, second, third);
        }
    }

    @Test
    void shouldImportEarlierProgressBeforeTheEnrollmentTakesRequests() {
        tested.progress("e", "l1", LAST_YEAR).progress("e", "l2", LAST_YEAR);
        tested.ask("e", "l1");
        tested.enroll("e", "u", "c", "active");
        tested.publish("c", "l1", "l2");
        var results = tested.results();
        assertThat(results)
                .extracting(CompletionResult::origin)
                .containsExactly(Origin.IMPORT, Origin.IMPORT, Origin.API);
        assertThat(results.get(2).reason()).isEqualTo(Reason.ALREADY_COMPLETED);
        assertThat(results.get(2).completedAt()).isEqualTo(LAST_YEAR);
        assertThat(tested.completions()).isEmpty();
        assertThat(tested.importedCompletions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.completedAt()).isEqualTo(LAST_YEAR));
        tested.progress("e", "l1", LAST_YEAR).progress("e", "l2", LAST_YEAR).enroll("e", "u", "c", "active");
        assertThat(tested.results()).isEmpty();
        assertThat(tested.importedCompletions()).isEmpty();
    }

    @Test
    void shouldCompleteEnrollmentsWhenTheCatalogChanges() {
        tested.publish("c", "l1", "l2").enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        tested.transaction(() -> tested.lesson("c", "l2", 2, false));
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.origin()).isEqualTo(Origin.CATALOG));
        tested.transaction(() -> tested.lesson("c", "l2", 2, true));
        tested.ask("e", "l2");
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions()).isEmpty();
    }

    @Test
    void shouldNotPublishAHalfReadCourse() {
        tested.begin();
        tested.course("c", true);
        tested.lesson("c", "l1", 1, true);
        tested.enroll("e", "u", "c", "active");
        assertThat(tested.outlines()).isEmpty();
    }

    @Test
    void shouldPublishASnapshotAtItsLastLesson() {
        tested.snapshotCourse("c", true, "first");
        tested.snapshotLesson("c", "l1", 1, "first_in_data_collection");
        assertThat(tested.outlines()).isEmpty();
        tested.snapshotLesson("c", "l2", 2, "last_in_data_collection");
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.lessons())
                        .containsExactly(new Lesson("l1", true, 0), new Lesson("l2", true, 1)));
        tested.snapshotCourse("c", true, "first");
        tested.snapshotLesson("c", "l1", 1, "first_in_data_collection");
        tested.snapshotLesson("c", "l2", 2, "last_in_data_collection");
        assertThat(tested.outlines()).isEmpty();
    }

    @Test
    void shouldTakeARowThatStandsEarlierInTheLogButWasCommittedLater() {
        tested.publish("c", "l1");
        tested.outlines();
        tested.lessonOf(51, 510, "c", "committed-first");
        tested.end(51);
        tested.lessonOf(50, 500, "c", "committed-later");
        tested.end(50);
        assertThat(tested.outlines())
                .extracting(outline -> outline.lessons().size())
                .containsExactly(2, 3);
    }

    /** The connector repeats a transaction that came before. */
    @Test
    void shouldNotPublishHalfATransactionAfterARepeatedOne() {
        tested.publish("c", "l1");
        tested.lessonOf(50, 500, "c", "before");
        tested.end(50);
        tested.outlines();
        tested.lessonOf(51, 510, "c", "half");
        tested.lessonOf(50, 500, "c", "before");
        tested.end(50);
        assertThat(tested.outlines()).isEmpty();
        tested.lessonOf(51, 510, "c", "half");
        tested.lessonOf(51, 520, "c", "other half");
        tested.end(51);
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.lessons())
                        .extracting(Lesson::lessonId)
                        .contains("half", "other half"));
    }

    @Test
    void shouldNeverMoveOrReuseAnOrdinal() {
        tested.publish("c", "l1", "l2");
        tested.transaction(() -> tested.deleteLesson("c", "l1"));
        tested.transaction(() -> tested.lesson("c", "l3", 0, true));
        tested.transaction(() -> tested.lesson("c", "l1", 9, true));
        var outlines = tested.outlines();
        assertThat(outlines).extracting(CourseOutline::version).containsExactly(1L, 2L, 3L, 4L);
        assertThat(outlines.get(1).formerLessons()).containsExactly(new FormerLesson("l1", 0));
        assertThat(outlines.get(3).lessons())
                .containsExactly(new Lesson("l3", true, 2), new Lesson("l2", true, 1), new Lesson("l1", true, 0));
    }

    @Test
    void shouldRememberALessonThatMovedToAnotherCourseWithItsLearner() {
        tested.publish("a", "l1", "l2").publish("b", "l3").enroll("e", "u", "a", "active");
        UUID first = tested.ask("e", "l1");
        tested.results();
        tested.transaction(() -> {
            tested.deleteLesson("a", "l1");
            tested.lesson("b", "l1", 2, true);
        });
        tested.enroll("e", "u", "b", "active");
        tested.ask("e", "l1");
        assertThat(tested.result().originalRequestId()).isEqualTo(first);
        tested.ask("e", "l3");
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.courseId()).isEqualTo("b"));
    }

    @Test
    void shouldBuryUnreadableRequestsAndGoOn() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        tested.raw("e", new byte[] {'{', 'x'});
        tested.raw("e", null);
        tested.raw(null, new byte[] {'{', '}'});
        tested.raw(
                "other-key",
                Topics.COMPLETION_REQUESTS
                        .serde()
                        .serialize(
                                "t",
                                new dev.oncemark.contracts.CompletionRequest(
                                        UUID.randomUUID(), "e", "l1", LAST_YEAR, LAST_YEAR, "x", null)));
        tested.ask("e", "l1");
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
        var letters = tested.deadLetters(Topics.COMPLETION_REQUESTS);
        assertThat(letters).hasSize(4);
        assertThat(letters.get(0).value()).isEqualTo(new byte[] {'{', 'x'});
        assertThat(letters)
                .allSatisfy(letter -> assertThat(letter.headers().lastHeader(DeadLetters.MESSAGE))
                        .isNotNull());
    }
}
