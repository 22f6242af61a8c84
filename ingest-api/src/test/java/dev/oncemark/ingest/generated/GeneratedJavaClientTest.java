package dev.oncemark.ingest.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oncemark.client.ApiClient;
import dev.oncemark.client.ApiException;
import dev.oncemark.client.api.CommandApi;
import dev.oncemark.client.api.ReadApi;
import dev.oncemark.client.api.SubmitApi;
import dev.oncemark.client.model.Attempt;
import dev.oncemark.client.model.Batch;
import dev.oncemark.client.model.BatchItem;
import dev.oncemark.client.model.BatchOutcome;
import dev.oncemark.client.model.CommandBatch;
import dev.oncemark.client.model.CommandItem;
import dev.oncemark.client.model.Completion;
import dev.oncemark.client.model.CompletionResult;
import dev.oncemark.client.model.CompletionTime;
import dev.oncemark.client.model.Outcome;
import dev.oncemark.client.model.PendingRequest;
import dev.oncemark.client.model.Problem;
import dev.oncemark.client.model.ProblemType;
import dev.oncemark.client.model.Reason;
import dev.oncemark.client.model.ResetItem;
import dev.oncemark.client.model.ResultStatus;
import dev.oncemark.client.model.RevokeItem;
import dev.oncemark.client.model.Verdict;
import dev.oncemark.client.model.WaiveItem;
import dev.oncemark.client.model.Waiver;
import dev.oncemark.client.model.WaiverReason;
import dev.oncemark.ingest.Eventually;
import dev.oncemark.ingest.PretendStreamsApp;
import dev.oncemark.ingest.RealParts;
import dev.oncemark.ingest.RunningApi;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Java client that openapi-generator makes, against the app. */
class GeneratedJavaClientTest {

    private static final String WAIT = "wait=10";

    private static RunningApi api;
    private static PretendStreamsApp streamsApp;
    private static SubmitApi submit;
    private static ReadApi read;
    private static CommandApi command;

    private final String enrollment = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        streamsApp = PretendStreamsApp.start(RealParts.broker().bootstrapServers());
        api = RunningApi.start(Map.of()).ready();
        ApiClient client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + api.port());
        submit = new SubmitApi(client);
        read = new ReadApi(client);
        command = new CommandApi(client);
    }

    @AfterAll
    static void stop() {
        api.close();
        streamsApp.close();
    }

    private Outcome complete(String lesson, @Nullable String prefer, String key) throws ApiException {
        return submit.submitCompletion(enrollment, new Completion().lessonId(lesson), prefer, key, null);
    }

    private Verdict completed(String lesson) throws ApiException {
        return complete(lesson, WAIT, lesson + enrollment).getVerdict();
    }

    private static ApiException refused(ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call);
    }

    private static Problem problem(ApiException refused) {
        try {
            return ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        } catch (IOException unreadable) {
            throw new AssertionError(refused.getResponseBody(), unreadable);
        }
    }

    @Test
    void shouldReadThatARequestIsPendingAndThenItsVerdict() throws ApiException {
        PendingRequest pending = complete("lesson", null, enrollment).getPendingRequest();
        UUID request = pending.getRequestId();
        Eventually.isTrue("it is decided", () -> state(request).getActualInstance() instanceof Verdict);

        assertThat(pending.getStatus()).isEqualTo(PendingRequest.StatusEnum.PENDING);
        assertThat(state(request).getVerdict().getStatus()).isEqualTo(ResultStatus.ACCEPTED);
    }

    private Outcome state(UUID request) {
        try {
            return read.getCompletionRequest(request, enrollment);
        } catch (ApiException refused) {
            throw new AssertionError(refused.getResponseBody(), refused);
        }
    }

    @Test
    void shouldReadAVerdictInTheAnswer() throws ApiException {
        Verdict accepted = completed("lesson");

        assertThat(accepted.getStatus()).isEqualTo(ResultStatus.ACCEPTED);
        assertThat(accepted.getSequence()).isEqualTo(1L);
        Outcome put = submit.putCompletion(enrollment, "another", WAIT, null, new CompletionTime());
        assertThat(put.getVerdict().getSequence()).isEqualTo(2L);
    }

    @Test
    void shouldReadWhyItIsRefused() throws ApiException {
        Verdict accepted = completed("lesson");
        ApiException refused = refused(() -> complete("lesson", WAIT, "another-" + enrollment));
        Problem problem = problem(refused);

        assertThat(refused.getCode()).isEqualTo(409);
        assertThat(problem.getType()).isEqualTo(ProblemType.URN_ONCEMARK_PROBLEM_ALREADY_COMPLETED);
        assertThat(problem.getReason()).isEqualTo(Reason.ALREADY_COMPLETED);
        assertThat(problem.getOriginalRequestId()).isEqualTo(accepted.getRequestId());
        assertThat(problem(refused(() -> complete("", WAIT, "k"))).getField()).isEqualTo("lessonId");
    }

    @Test
    void shouldReadTheOutcomeOfEachItemOfABatch() throws ApiException {
        completed("before");
        BatchOutcome outcome = submit.submitCompletions(
                new Batch().items(List.of(item("lesson"), item("before"), item("foreign"))), WAIT, null, null);

        assertThat(outcome.getSuccesses()).singleElement().satisfies(success -> {
            assertThat(success.getIndex()).isZero();
            assertThat(success.getResult())
                    .extracting(CompletionResult::getStatus)
                    .isEqualTo(ResultStatus.ACCEPTED);
        });
        assertThat(outcome.getFailures())
                .extracting(failure -> failure.getProblem().getType())
                .containsExactly(
                        ProblemType.URN_ONCEMARK_PROBLEM_ALREADY_COMPLETED,
                        ProblemType.URN_ONCEMARK_PROBLEM_LESSON_NOT_IN_COURSE);
        BatchOutcome stored =
                submit.submitCompletions(new Batch().items(List.of(item("later"))), null, "batch-" + enrollment, null);
        assertThat(stored.getSuccesses())
                .singleElement()
                .satisfies(success -> assertThat(success.getLocation()).isNotNull());
    }

    private BatchItem item(String lesson) {
        return new BatchItem().enrollmentId(enrollment).lessonId(lesson);
    }

    @Test
    void shouldReadOffsetsAndSequencesBeyondAnInt() throws ApiException, SQLException {
        FarAlong far = new FarAlong();
        Eventually.isTrue("it is read", () -> isKnown(far));

        Verdict verdict = read.getCompletionRequest(far.request, far.enrollment).getVerdict();
        assertThat(verdict.getInOffset()).isEqualTo(FarAlong.OFFSET);
        assertThat(verdict.getSequence()).isEqualTo(FarAlong.OFFSET);
        assertThat(verdict.getCatalogVersion()).isEqualTo(FarAlong.OFFSET);
        assertThat(read.getHistory(far.enrollment, FarAlong.OFFSET - 1, 1))
                .satisfies(history -> assertThat(history.getChanges())
                        .extracting(CompletionResult::getInOffset)
                        .containsExactly(FarAlong.OFFSET))
                .satisfies(history -> assertThat(history.getNext()).isEqualTo(FarAlong.OFFSET));
        assertThat(read.getProgress(far.enrollment).getLessons())
                .singleElement()
                .satisfies(lesson -> assertThat(lesson.getSequence()).isEqualTo(FarAlong.OFFSET));
    }

    private static boolean isKnown(FarAlong far) {
        try {
            return read.getCompletionRequest(far.request, null).getActualInstance() instanceof Verdict;
        } catch (ApiException unknown) {
            return false;
        }
    }

    @Test
    void shouldCommand() throws ApiException {
        Verdict accepted = completed("lesson");
        UUID acceptance = accepted.getRequestId();
        Verdict revoked = command.revokeCompletion(
                        "r-" + enrollment, "MISTAKE", enrollment, "lesson", WAIT, null, acceptance)
                .getVerdict();
        Verdict waived = command.waiveLesson(
                        enrollment, "lesson", new Waiver().reason(WaiverReason.TESTED_OUT), WAIT, null)
                .getVerdict();
        Verdict begun = command.beginAttempt(
                        enrollment, new Attempt().attempt(2).reason("AGAIN"), WAIT, null)
                .getVerdict();

        assertThat(revoked.getRevokedRequestId()).isEqualTo(acceptance);
        assertThat(waived.getStatus()).isEqualTo(ResultStatus.ACCEPTED);
        assertThat(begun.getAttempt()).isEqualTo(2);
        assertThat(state(acceptance).getVerdict().getEnded()).isNotNull();
    }

    @Test
    void shouldCommandManyTimesAtOnce() throws ApiException {
        completed("lesson");
        List<CommandItem> items = List.of(
                new CommandItem(new RevokeItem()
                        .type(RevokeItem.TypeEnum.REVOKE)
                        .enrollmentId(enrollment)
                        .lessonId("lesson")
                        .reason("MISTAKE")
                        .idempotencyKey("r-" + enrollment)),
                new CommandItem(new WaiveItem()
                        .type(WaiveItem.TypeEnum.WAIVE)
                        .enrollmentId(enrollment)
                        .lessonId("lesson")
                        .reason(WaiverReason.ADMINISTRATIVE)),
                new CommandItem(new ResetItem()
                        .type(ResetItem.TypeEnum.RESET)
                        .enrollmentId(enrollment)
                        .attempt(3)
                        .reason("AGAIN")));

        BatchOutcome outcome = command.submitCommands(new CommandBatch().items(items), WAIT, null, null);

        assertThat(outcome.getSuccesses()).hasSize(2);
        assertThat(outcome.getFailures()).singleElement().satisfies(failure -> {
            assertThat(failure.getProblem().getType()).isEqualTo(ProblemType.URN_ONCEMARK_PROBLEM_ATTEMPT_SKIPPED);
            assertThat(failure.getProblem().getCurrentAttempt()).isEqualTo(1);
        });
    }
}
