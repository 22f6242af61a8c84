package dev.oncemark.ingest.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.ingest.results.RequestRoute;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.ErrorHandlers;
import dev.oncemark.ingest.server.Problem;
import dev.oncemark.ingest.server.Problems;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** How the outcome of a submission is answered. */
final class Outcomes {

    private static final CharSequence PREFERENCE_APPLIED = HttpHeaders.createOptimized("preference-applied");

    private Outcomes() {}

    /** Answers with what becomes of the submission that is read. */
    static void submit(Submitter submitter, RoutingContext context, Future<Submission> read) {
        read.compose(submission ->
                        submitter.submit(submission).onSuccess(outcome -> answer(context, submission, outcome)))
                .onFailure(failure -> ErrorHandlers.answer(context, failure));
    }

    static void answer(RoutingContext context, Submission submission, Outcome outcome) {
        applied(context, submission.preference());
        Problem problem = problem(outcome);
        if (problem != null) {
            Answer.problem(context, problem);
        } else if (outcome.result() != null) {
            Answer.json(context, status(submission, outcome), outcome.result());
        } else {
            context.response().putHeader(HttpHeaders.LOCATION, location(submission));
            Answer.json(context, 202, RequestRoute.Pending.of(submission.request()));
        }
    }

    /** Of a submission that was decided as its client asked. A completion is 201 however often it is sent. */
    static int status(Submission submission, Outcome outcome) {
        Command command = submission.request().command();
        if (command == null) {
            return 201;
        }
        boolean isNew = outcome.kind() == Outcome.Kind.DONE && command.kind() != Command.Kind.REVOKE;
        return isNew ? 201 : 200;
    }

    /** Of an outcome that is not what the client asked for; null of one that is. */
    static @Nullable Problem problem(Outcome outcome) {
        return switch (outcome.kind()) {
            case PENDING, DONE, REPEATED -> null;
            case REJECTED -> Problems.rejected(outcome.verdict());
            case KEY_REUSED -> Problems.keyReused(IdempotencyKey.HEADER);
            case UNAVAILABLE -> Problems.unavailable(outcome.detail());
        };
    }

    /** Says that the client's preference to wait was heeded, where it had one. */
    static void applied(RoutingContext context, WaitPreference wait) {
        if (!wait.isNone()) {
            context.response()
                    .putHeader(PREFERENCE_APPLIED, "wait=" + wait.time().toSeconds());
        }
    }

    /** Where to ask for a request; the enrollment says where to look for one that is not among the latest. */
    static String location(Submission submission) {
        CompletionRequest request = submission.request();
        String enrollmentId = request.enrollmentId();
        String encoded = isPlain(enrollmentId)
                ? enrollmentId
                : URLEncoder.encode(enrollmentId, UTF_8).replace("+", "%20");
        return submission.linkPrefix() + "/v1/completion-requests/" + request.requestId() + "?enrollment=" + encoded;
    }

    /** Whether all of it stands for itself in a query, as of most ids. */
    private static boolean isPlain(String id) {
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
