package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.LMS_COURSES;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;
import static dev.oncemark.verify.check.HistoryWriter.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.verify.check.MemoryHistory.Place;
import dev.oncemark.verify.check.Verification.Space;
import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

    private static final String RESULTS = COMPLETION_RESULTS.name();
    private static final String REQUESTS = COMPLETION_REQUESTS.name();

    @TempDir
    private @Nullable Path directory;

    @Test
    void shouldFindNothingWrongWithAGoodHistory() throws IOException {
        Findings findings = verify(GoodHistory.make(), Rules.STANDARD, goodJournal());

        assertThat(findings.violations().stream().map(findings::offenders)).isEmpty();
        assertThat(findings.counts())
                .containsEntry("requests", 65L)
                .containsEntry("results", 64L)
                .containsEntry("results REPLAYED", 2L)
                .containsEntry("results REVOKED", 2L)
                .containsEntry("results RESET", 2L)
                .containsEntry("course changes", 8L)
                .containsEntry("rows of lesson_history", 6L)
                .containsEntry("dead letters", 1L)
                .containsEntry("requests parked", 1L)
                .containsEntry("requests not read yet", 1L)
                .containsEntry("unknown outcomes that arrived", 1L)
                .containsEntry("unknown outcomes that never arrived", 1L);
    }

    @Test
    void shouldSortInFilesWhatMemoryDoesNotHold() {
        Findings findings = new Findings(3);

        new Verification(GoodHistory.make(), Rules.STANDARD, findings, new Space(there(), 1), null).run();

        assertThat(findings.isGood()).isTrue();
        assertThat(there()).isEmptyDirectory();
    }

    @Test
    void shouldWantEverythingDoneWhereNobodyIsAtWork() {
        Findings findings = verify(GoodHistory.make(), Rules.STANDARD.whenSettled(), null);

        assertThat(findings.violations()).containsExactly(Violation.LEFT_BEHIND);
        assertThat(findings.count(Violation.LEFT_BEHIND)).isEqualTo(3);
    }

    /** What a beginning that is gone would have said is not held against what is left. */
    @ParameterizedTest
    @ValueSource(longs = {10, 25, 40, 50, 60, 75, 90})
    void shouldNotBlameWhatIsLeftForWhatRetentionTook(long percent) {
        MemoryHistory history = GoodHistory.make();
        for (String topic : new String[] {RESULTS, REQUESTS, LMS_ENROLLMENTS.name(), LMS_COURSES.name()}) {
            for (int partition = 0; partition < MemoryHistory.PARTITIONS; partition++) {
                Log log = new Log(topic, partition);
                Extent extent = history.extent(log);
                long start = extent.end() * percent / 100;
                history.starts.put(log, start);
                history.log(log).removeIf(stored -> stored.offset() < start);
            }
        }

        Findings findings = verify(history, Rules.STANDARD, null);

        assertThat(findings.violations().stream().map(findings::offenders)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({
        "dev.oncemark.verify.check.SpoiltTopics#all",
        "dev.oncemark.verify.check.SpoiltVerdicts#all",
        "dev.oncemark.verify.check.SpoiltCommands#all",
        "dev.oncemark.verify.check.SpoiltChanges#all",
        "dev.oncemark.verify.check.SpoiltChanges#rows",
        "dev.oncemark.verify.check.SpoiltRows#spoiltCourses",
        "dev.oncemark.verify.check.SpoiltRows#spoiltRows"
    })
    void shouldReportWhatIsWrongByItsName(Violation violation, String how, Consumer<MemoryHistory> spoil) {
        MemoryHistory history = GoodHistory.make();
        spoil.accept(history);

        Findings findings = verify(history, Rules.STANDARD, null);

        assertThat(findings.violations()).as(how).contains(violation);
        assertThat(findings.offenders(violation)).isNotEmpty();
    }

    @Test
    void shouldKnowASpoiltHistoryOfEveryViolation() {
        Set<Object> spoilt = new HashSet<>(
                Set.of(Violation.LEFT_BEHIND, Violation.ACKNOWLEDGED_REQUEST_MISSING, Violation.ANSWER_DIFFERS));
        Stream.of(
                        SpoiltTopics.all(),
                        SpoiltVerdicts.all(),
                        SpoiltCommands.all(),
                        SpoiltChanges.all(),
                        SpoiltChanges.rows(),
                        SpoiltRows.spoiltCourses(),
                        SpoiltRows.spoiltRows())
                .flatMap(each -> each)
                .forEach(each -> spoilt.add(each.get()[0]));

        assertThat(spoilt).containsExactlyInAnyOrder((Object[]) Violation.values());
    }

    @Test
    void shouldReportAnAcknowledgedRequestThatIsNotThere() throws IOException {
        MemoryHistory history = GoodHistory.make();

        Findings findings = verify(history, Rules.STANDARD, journal(line(id(99_999), "e-ann", "sets", 202, null)));

        assertThat(findings.violations()).containsExactly(Violation.ACKNOWLEDGED_REQUEST_MISSING);
    }

    @Test
    void shouldReportAnAnswerThatIsNotTheVerdict() throws IOException {
        MemoryHistory history = GoodHistory.make();

        Findings findings = verify(
                history, Rules.STANDARD, journal(line(id(2), "e-ann", "maps", 409, "REJECTED ALREADY_COMPLETED")));

        assertThat(findings.violations()).containsExactly(Violation.ANSWER_DIFFERS);
    }

    /** As the contract tells every reader: a rejection, never an error. */
    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN_ENROLLMENT", "ALREADY_COMPLETED", "ENROLLMENT_NOT_ACTIVE", "LESSON_NOT_IN_COURSE"})
    void shouldTakeAReasonOfANewerVersionForARejection(String reason) {
        MemoryHistory history = GoodHistory.make();
        history.edit(history.find(RESULTS, reason), json -> {
            json.put("reason", "OUT_OF_SEASON");
            json.remove("originalRequestId");
        });

        Findings findings = verify(history, Rules.STANDARD, null);

        assertThat(findings.violations().stream().map(findings::offenders)).isEmpty();
        assertThat(findings.counts()).containsEntry("results REJECTED UNRECOGNIZED", 1L);
    }

    @Test
    void shouldTakeAStatusOfANewerVersionForARejection() throws IOException {
        MemoryHistory history = GoodHistory.make();
        Place result = history.find(RESULTS, "e-ann", "ALREADY_COMPLETED");
        history.edit(result, json -> {
            json.put("status", "POSTPONED");
            json.remove("reason");
        });

        Findings findings = verify(history, Rules.STANDARD, null);

        assertThat(findings.violations().stream().map(findings::offenders)).isEmpty();
        assertThat(findings.counts()).containsEntry("results REJECTED UNRECOGNIZED", 1L);
    }

    private static String id(long number) {
        return new UUID(0, number).toString();
    }

    private static String line(String id, String enrollment, String lesson, int status, @Nullable String verdict) {
        String told = verdict == null ? "" : ", \"verdict\": \"" + verdict + "\"";
        return "{\"requestId\": \"%s\", \"enrollmentId\": \"%s\", \"lessonId\": \"%s\", \"status\": %d%s}%n"
                .formatted(id, enrollment, lesson, status, told);
    }

    private Journal goodJournal() throws IOException {
        return journal(line(id(1), "e-ann", "sets", 202, null)
                + line(id(1), "e-ann", "sets", 201, "ACCEPTED")
                + line(id(2), "e-ann", "maps", 0, null)
                + line(id(99_998), "e-ann", "maps", 503, null)
                + "{\"requestId\": \"cut");
    }

    private Journal journal(String lines) throws IOException {
        return new Journal(Files.writeString(there().resolve("journal.jsonl"), lines));
    }

    private Findings verify(MemoryHistory history, Rules rules, @Nullable Journal journal) {
        Findings findings = new Findings(3);
        new Verification(history, rules, findings, new Space(there(), 1 << 20), journal).run();
        return findings;
    }

    private Path there() {
        return java.util.Objects.requireNonNull(directory);
    }
}
